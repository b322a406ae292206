package org.qunfang.resident.division;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.qunfang.eventstore.Commands;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.EventStore.Addition;
import org.qunfang.eventstore.Sweep;
import org.qunfang.eventstore.Told;

/**
 * Tells the other services what imports changed, some hundred divisions a transaction, in the order
 * of the imports. What was broken off is gone on with by the clock.
 */
@ApplicationScoped
class DivisionNews implements Sweep {

  private static final Logger LOG = Logger.getLogger(DivisionNews.class);

  private static final int AT_ONCE = 500;

  private final Commands commands;
  private final EventStore store;

  DivisionNews(Commands commands, EventStore store) {
    this.commands = commands;
    this.store = store;
  }

  @Override
  public String name() {
    return "divisions-to-tell";
  }

  /** Tells what was imported and left; answers in how many transactions. */
  @Override
  public Uni<Integer> asOf(Instant asOf) {
    return tell();
  }

  /** Tells what was just imported; if that fails, the next look does. */
  Uni<Void> tellNow() {
    return tell()
        .replaceWithVoid()
        .onFailure()
        .invoke(
            failure ->
                LOG.warn("divisions wait for the next look: " + failure.getClass().getName()))
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Integer> tell() {
    return Multi.createBy()
        .repeating()
        .uni(() -> commands.transact(this::some))
        .whilst(more -> more)
        .collect()
        .with(Collectors.summingInt(more -> more ? 1 : 0));
  }

  /** False when nothing is left. */
  private Uni<Boolean> some(Mutiny.Session session) {
    return session
        .createSelectionQuery(
            "from UntoldImport where told < added + renamed + abolished order by id",
            UntoldImport.class)
        .setMaxResults(1)
        .getSingleResultOrNull()
        .chain(next -> next == null ? Uni.createFrom().item(false) : some(session, next));
  }

  private Uni<Boolean> some(Mutiny.Session session, UntoldImport next) {
    return session
        .createSelectionQuery(
            "from ChangedDivision where of = ?1 and number > ?2 order by number",
            ChangedDivision.class)
        .setParameter(1, next.id)
        .setParameter(2, next.told)
        .setMaxResults(AT_ONCE)
        .getResultList()
        .chain(
            changes -> {
              List<Addition> news = changes.stream().map(each -> addition(next, each)).toList();
              next.told += news.size();
              return store.append(session, news).replaceWith(true);
            });
  }

  private static Addition addition(UntoldImport of, ChangedDivision change) {
    return new Addition(
        EventStore.stream("division-import", of.id),
        change.number - 1,
        new Told(change.division(), of.imported, of.actor),
        List.of(change.event()));
  }
}
