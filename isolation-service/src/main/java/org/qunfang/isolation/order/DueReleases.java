package org.qunfang.isolation.order;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.eventstore.Commands;
import org.qunfang.eventstore.EventLogConfig;
import org.qunfang.eventstore.Sweep;
import org.qunfang.eventstore.Sweeps;
import org.qunfang.eventstore.Told;
import org.qunfang.isolation.order.IsolationCommand.ReleaseWhenDue;

/**
 * Releases people when their last day of isolation is over, by the clock or when an operator asks.
 * Two replicas doing it at once do no harm: each order is decided on its own history.
 */
@ApplicationScoped
class DueReleases implements Sweep {

  private static final int PAGE = 50;
  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private final Commands commands;
  private final Sweeps sweeps;
  private final Mutiny.SessionFactory sessions;
  private final IsolationOrders orders;
  private final EventLogConfig config;
  private final Counter released;

  DueReleases(
      Commands commands,
      Sweeps sweeps,
      Mutiny.SessionFactory sessions,
      IsolationOrders orders,
      EventLogConfig config,
      MeterRegistry meters) {
    this.commands = commands;
    this.sweeps = sweeps;
    this.sessions = sessions;
    this.orders = orders;
    this.config = config;
    this.released =
        Counter.builder("qunfang.isolation.released.when.due")
            .description("People released because their last day of isolation was over")
            .register(meters);
  }

  @Override
  public String name() {
    return "releases-due";
  }

  @Override
  public Uni<Integer> asOf(Instant asOf) {
    LocalDate today = LocalDate.ofInstant(asOf, config.zone());
    return sweeps.through(
        name(), BEFORE_ALL, last -> due(last, today), order -> release(order, today));
  }

  private Uni<Boolean> release(UUID order, LocalDate today) {
    return commands
        .transact(
            session ->
                IsolationFiles.find(session, order)
                    .chain(
                        file ->
                            orders.conclude(
                                session, file, new ReleaseWhenDue(today), whenTermEnded(file))))
        .map(file -> file.state == IsolationFile.State.RELEASED)
        .invoke(gone -> released.increment(gone ? 1 : 0));
  }

  /** However late the clock comes round: isolation ended with its last day. */
  private Told whenTermEnded(IsolationFile file) {
    Instant over = file.due.plusDays(1).atStartOfDay(config.zone()).toInstant();
    return new Told(file.community(), over, IsolationOrders.BY_RULE);
  }

  private Uni<List<UUID>> due(UUID last, LocalDate today) {
    return sessions.withSession(
        session ->
            session
                .createSelectionQuery(
                    """
                    select id from IsolationFile
                     where state <> RELEASED and not lastsUntilCaseCloses
                       and due < :today and id > :last
                     order by id
                    """,
                    UUID.class)
                .setParameter("today", today)
                .setParameter("last", last)
                .setMaxResults(PAGE)
                .getResultList());
  }
}
