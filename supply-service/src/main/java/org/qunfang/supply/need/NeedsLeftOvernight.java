package org.qunfang.supply.need;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.Division;
import org.qunfang.events.SupplyEvent.RaisedTo;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.Commands;
import org.qunfang.eventstore.EventLogConfig;
import org.qunfang.eventstore.Sweep;
import org.qunfang.eventstore.Sweeps;
import org.qunfang.eventstore.Told;
import org.qunfang.supply.need.NeedCommand.RaiseNeed;

/**
 * No problem stays overnight (问题不过夜): whatever a level has not met by midnight goes to the level
 * above, at midnight, whenever it is looked for. What the city has stays there.
 *
 * <p>Two replicas that do it at once do no harm: the second finds that the need lies higher
 * already.
 */
@ApplicationScoped
class NeedsLeftOvernight implements Sweep {

  /** Who did it: nobody, it is the rule. */
  private static final String RULE = "/qunfang/supply/needs-overnight";

  private static final int PAGE = 100;
  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private final Commands commands;
  private final Sweeps sweeps;
  private final Mutiny.SessionFactory sessions;
  private final NeedsRegister register;
  private final EventLogConfig config;
  private final Counter raised;

  NeedsLeftOvernight(
      Commands commands,
      Sweeps sweeps,
      Mutiny.SessionFactory sessions,
      NeedsRegister register,
      EventLogConfig config,
      MeterRegistry meters) {
    this.commands = commands;
    this.sweeps = sweeps;
    this.sessions = sessions;
    this.register = register;
    this.config = config;
    this.raised =
        Counter.builder("qunfang.needs.left.overnight")
            .description("Needs that went up a level at midnight, in needs")
            .register(meters);
  }

  @Override
  public String name() {
    return "needs-overnight";
  }

  /** Raises what was open at the last midnight before; tells how many needs went up. */
  @Override
  public Uni<Integer> asOf(Instant asOf) {
    Instant midnight = midnightBefore(asOf);
    return sweeps.through(
        name(), BEFORE_ALL, last -> leftAfter(last, midnight), need -> raise(need, midnight));
  }

  private Instant midnightBefore(Instant asOf) {
    return LocalDate.ofInstant(asOf, config.zone()).atStartOfDay(config.zone()).toInstant();
  }

  private Uni<List<UUID>> leftAfter(UUID last, Instant midnight) {
    return sessions.withSession(session -> register.leftOvernight(session, midnight, last, PAGE));
  }

  /** One need in a transaction of its own; false when somebody was faster. */
  private Uni<Boolean> raise(UUID need, Instant midnight) {
    return commands
        .transact(
            session ->
                register
                    .line(session, need)
                    .chain(
                        line ->
                            line.stayedOvernight(midnight)
                                ? raise(session, line, midnight)
                                : Uni.createFrom().item(false)))
        .onFailure(CommandRejected.class)
        .recoverWithItem(false)
        .invoke(went -> raised.increment(went ? 1 : 0));
  }

  private Uni<Boolean> raise(Mutiny.Session session, RegisteredNeed line, Instant midnight) {
    Told told = new Told(new Division(line.community), midnight, RULE);
    return line.desk
        .above()
        .map((RaisedTo above) -> new RaiseNeed(line.id, above))
        .map(command -> register.change(session, line, command, told).replaceWith(true))
        .orElseGet(() -> Uni.createFrom().item(false));
  }
}
