package org.qunfang.supply.need;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
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
class NeedsLeftOvernight {

  /** Who did it: nobody, it is the rule. */
  private static final String RULE = "/qunfang/supply/needs-overnight";

  private static final int PAGE = 100;
  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private final Commands commands;
  private final Mutiny.SessionFactory sessions;
  private final NeedsRegister register;
  private final EventLogConfig config;
  private final Counter raised;

  NeedsLeftOvernight(
      Commands commands,
      Mutiny.SessionFactory sessions,
      NeedsRegister register,
      EventLogConfig config,
      MeterRegistry meters) {
    this.commands = commands;
    this.sessions = sessions;
    this.register = register;
    this.config = config;
    this.raised =
        Counter.builder("qunfang.needs.left.overnight")
            .description("Needs that went up a level at midnight, in needs")
            .register(meters);
  }

  /** Raises what was open at the last midnight before; tells how many needs went up. */
  Uni<Integer> raise(Instant asOf) {
    return raiseAfter(BEFORE_ALL, midnightBefore(asOf));
  }

  private Instant midnightBefore(Instant asOf) {
    return LocalDate.ofInstant(asOf, config.zone()).atStartOfDay(config.zone()).toInstant();
  }

  private Uni<Integer> raiseAfter(UUID after, Instant midnight) {
    return sessions
        .withSession(session -> register.leftOvernight(session, midnight, after, PAGE))
        .chain(needs -> raise(needs, midnight));
  }

  private Uni<Integer> raise(List<UUID> needs, Instant midnight) {
    if (needs.isEmpty()) {
      return Uni.createFrom().item(0);
    }
    return Multi.createFrom()
        .iterable(needs)
        .onItem()
        .transformToUniAndConcatenate(need -> raise(need, midnight))
        .collect()
        .with(java.util.stream.Collectors.summingInt(count -> count))
        .chain(
            here ->
                raiseAfter(needs.get(needs.size() - 1), midnight).map(further -> here + further));
  }

  /** One need in a transaction of its own: 1 when it went up, 0 when somebody was faster. */
  private Uni<Integer> raise(UUID need, Instant midnight) {
    return commands
        .transact(
            session ->
                register
                    .line(session, need)
                    .chain(
                        line ->
                            line.stayedOvernight(midnight)
                                ? raise(session, line, midnight)
                                : Uni.createFrom().item(0)))
        .onFailure(CommandRejected.class)
        .recoverWithItem(0)
        .invoke(count -> raised.increment(count));
  }

  private Uni<Integer> raise(Mutiny.Session session, RegisteredNeed line, Instant midnight) {
    Told told = new Told(new Division(line.community), midnight, RULE);
    return line.desk
        .above()
        .map((RaisedTo above) -> new RaiseNeed(line.id, above))
        .map(command -> register.change(session, line, command, told).replaceWith(1))
        .orElseGet(() -> Uni.createFrom().item(0));
  }
}
