package org.qunfang.eventstore;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;

/**
 * Throws away what has had its time: whole days of facts, and answers that nobody will ask for
 * again. Every replica does it; to do it twice does nothing.
 */
@ApplicationScoped
public class Housekeeping {

  private static final Logger LOG = Logger.getLogger(Housekeeping.class);
  private static final Duration EVERY = Duration.ofHours(1);
  private static final int PAGE = 10_000;

  private static final String FORGET_ANSWERS =
      """
      delete from answered_command
       where key in (select key from answered_command where answered < $1 limit $2)
      """;

  private final Vertx vertx;
  private final Pool pool;
  private final FactLog facts;
  private final EventLogConfig config;
  private final Clock clock;
  private long timer = -1;

  Housekeeping(Vertx vertx, Pool pool, FactLog facts, EventLogConfig config, Clock clock) {
    this.vertx = vertx;
    this.pool = pool;
    this.facts = facts;
    this.config = config;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    timer =
        vertx.setPeriodic(
            EVERY.toMillis(),
            tick ->
                tidy()
                    .subscribe()
                    .with(
                        done -> LOG.debug("tidied up"),
                        failure ->
                            LOG.warn(
                                "tidying up waits for the next time: "
                                    + failure.getClass().getSimpleName())));
  }

  void stop(@Observes ShutdownEvent event) {
    vertx.cancelTimer(timer);
  }

  /** Tidies up now. */
  Uni<Void> tidy() {
    var before = clock.instant().minus(config.commands().retention()).atOffset(ZoneOffset.UTC);
    return facts.dropOldDays().chain(() -> forgetAnswers(before));
  }

  /** A page at a time: after a long pause there are more than one statement gets done with. */
  private Uni<Void> forgetAnswers(OffsetDateTime before) {
    return pool.preparedQuery(FORGET_ANSWERS)
        .execute(Tuple.of(before, PAGE))
        .chain(
            gone -> gone.rowCount() < PAGE ? Uni.createFrom().voidItem() : forgetAnswers(before));
  }
}
