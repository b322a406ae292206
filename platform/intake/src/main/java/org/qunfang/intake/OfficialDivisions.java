package org.qunfang.intake;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.qunfang.events.Division;
import org.qunfang.events.Divisions;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.Received;
import org.qunfang.events.ResidentEvent.DivisionAdded;
import org.qunfang.eventstore.Reaction;

/**
 * Which divisions there are: those of the build, and what the resident service has imported since
 * ({@code imported_division}). The latter are few and are kept in memory. Whichever replica hears
 * of a new one knows it at once, the others within a minute.
 *
 * <p>Official now, or once: what happened in a community that was abolished happened there.
 */
@ApplicationScoped
public class OfficialDivisions implements Reaction {

  private static final Logger LOG = Logger.getLogger(OfficialDivisions.class);
  private static final Duration EVERY = Duration.ofMinutes(1);

  private final Set<Division> imported = ConcurrentHashMap.newKeySet();
  private final Pool pool;
  private final Vertx vertx;
  private long timer = -1;

  OfficialDivisions(Pool pool, Vertx vertx) {
    this.pool = pool;
    this.vertx = vertx;
  }

  void start(@Observes @Priority(1) StartupEvent started) {
    Divisions.load();
    look().await().indefinitely();
    timer =
        vertx.setPeriodic(
            EVERY.toMillis(),
            tick ->
                look()
                    .subscribe()
                    .with(
                        done -> {},
                        failure ->
                            LOG.warn(
                                "what was imported is looked up the next time: "
                                    + failure.getClass().getSimpleName())));
  }

  void stop(@Observes ShutdownEvent stopped) {
    vertx.cancelTimer(timer);
  }

  /** Looks up what has been imported. */
  public Uni<Void> look() {
    return pool.query("select code from imported_division")
        .execute()
        .invoke(
            rows -> {
              for (Row row : rows) {
                imported.add(new Division("%012d".formatted(row.getLong(0))));
              }
            })
        .replaceWithVoid();
  }

  @Override
  public Set<Class<? extends DomainEvent>> to() {
    return Set.of(DivisionAdded.class);
  }

  @Override
  public Uni<Void> when(Received received, Mutiny.Session session) {
    DivisionAdded event = (DivisionAdded) received.envelope().event();
    return session
        .createNativeQuery("insert into imported_division values (?1) on conflict do nothing")
        .setParameter(1, Long.parseLong(event.division().code()))
        .executeUpdate()
        .invoke(() -> imported.add(event.division()))
        .replaceWithVoid();
  }

  /** Whether that one officially exists, or did. */
  public boolean exist(Division division) {
    return Divisions.exists(division) || imported.contains(division);
  }

  /** All official communities of a division; itself when it is one. */
  public Stream<Division> communities(Division of) {
    return Stream.concat(
        Divisions.communities(of),
        imported.stream()
            .filter(each -> each.isCommunity() && of.contains(each) && !Divisions.exists(each)));
  }
}
