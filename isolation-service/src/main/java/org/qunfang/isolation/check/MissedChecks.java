package org.qunfang.isolation.check;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.qunfang.events.Division;
import org.qunfang.events.EventIds;
import org.qunfang.events.IsolationEvent.CheckSlot;
import org.qunfang.events.IsolationEvent.HealthCheckMissed;
import org.qunfang.events.IsolationEvent.IsolationKind;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.EventLogConfig;
import org.qunfang.eventstore.FactLog;
import org.qunfang.eventstore.LogSignal;
import org.qunfang.eventstore.Sweep;
import org.qunfang.eventstore.Told;
import org.qunfang.isolation.check.CheckRules.CheckRejection;
import org.qunfang.isolation.order.IsolationOrders;

/**
 * Flags checks that nobody made, the same day, by the clock or when an operator asks.
 *
 * <p>Checks are expected on every whole day of isolation: not on the day it starts, nor on the day
 * it ends. The id of a missed check follows from order, day and slot, so that it is flagged once,
 * by however many replicas. A check that is told later still counts as made, and as missed.
 */
@ApplicationScoped
class MissedChecks implements Sweep {

  private static final int PAGE = 500;

  private static final String ISOLATED_ALL_DAY =
      """
      select id, person, community
        from isolation_file
       where started < $1 and (ended is null or ended >= $2) and kind = any($3) and id > $4
       order by id
       limit $5
      """;

  private static final String MADE = "select id from fact where day = $1 and id = any($2)";

  private final Pool pool;
  private final FactLog facts;
  private final LogSignal signal;
  private final ZoneId zone;
  private final Counter missed;
  private final Set<Round> done = ConcurrentHashMap.newKeySet();

  MissedChecks(
      Pool pool, FactLog facts, LogSignal signal, EventLogConfig config, MeterRegistry meters) {
    this.pool = pool;
    this.facts = facts;
    this.signal = signal;
    this.zone = config.zone();
    this.missed =
        Counter.builder("qunfang.isolation.checks.missed")
            .description("Daily checks of isolated people that nobody made in time")
            .register(meters);
  }

  private record Round(LocalDate day, CheckSlot slot) {}

  private record Isolated(UUID order, UUID person, Division community) {}

  @Override
  public String name() {
    return "checks-missed";
  }

  /** Once a round is flagged the clock is done with it; who is told of later, an operator flags. */
  @Override
  public Uni<Integer> byTheClock(Instant now) {
    List<Round> rounds = over(now);
    done.retainAll(rounds);
    return flag(rounds.stream().filter(round -> !done.contains(round)).toList())
        .invoke(flagged -> done.addAll(rounds));
  }

  @Override
  public Uni<Integer> asOf(Instant asOf) {
    if (!facts.keeps(asOf)) {
      throw new CommandRejected(CheckRejection.TOO_OLD);
    }
    return flag(over(asOf));
  }

  /** Of that day and the one before, should the service have been down around midnight. */
  private List<Round> over(Instant asOf) {
    LocalDate day = LocalDate.ofInstant(asOf, zone);
    return Stream.of(day.minusDays(1), day)
        .flatMap(
            each -> CheckRules.over(each, asOf, zone).stream().map(slot -> new Round(each, slot)))
        .filter(round -> facts.keeps(missedAt(round)))
        .toList();
  }

  private Instant missedAt(Round round) {
    return CheckRules.missedAt(round.day(), round.slot(), zone);
  }

  private Uni<Integer> flag(List<Round> rounds) {
    Uni<Integer> all = Uni.createFrom().item(0);
    for (Round round : rounds) {
      all = all.chain(sum -> flagAfter(new UUID(0, 0), round).map(flagged -> sum + flagged));
    }
    return all.invoke(flagged -> signal.committed());
  }

  private Uni<Integer> flagAfter(UUID last, Round round) {
    return isolatedAllDay(round.day(), last)
        .chain(
            page ->
                flag(page, round)
                    .chain(
                        flagged ->
                            page.size() < PAGE
                                ? Uni.createFrom().item(flagged)
                                : flagAfter(page.get(PAGE - 1).order(), round)
                                    .map(more -> flagged + more)));
  }

  private Uni<Integer> flag(List<Isolated> page, Round round) {
    return made(page, round)
        .map(made -> page.stream().filter(each -> !made.contains(check(each, round))).toList())
        .chain(
            unchecked ->
                unchecked.isEmpty()
                    ? Uni.createFrom().item(0)
                    : pool.withConnection(
                            connection ->
                                facts.append(
                                    connection,
                                    unchecked.stream().map(each -> fact(each, round)).toList()))
                        .map(Set::size))
        .invoke(flagged -> missed.increment(flagged));
  }

  private FactLog.Fact fact(Isolated isolated, Round round) {
    return new FactLog.Fact(
        EventIds.named("missed", check(isolated, round).toString()),
        HealthChecks.streamOf(isolated.order()),
        new Told(isolated.community(), missedAt(round), IsolationOrders.BY_RULE),
        new HealthCheckMissed(isolated.order(), isolated.person(), round.day(), round.slot()),
        null);
  }

  private static UUID check(Isolated isolated, Round round) {
    return HealthChecks.idOf(isolated.order(), round.day(), round.slot());
  }

  private Uni<Set<UUID>> made(List<Isolated> page, Round round) {
    UUID[] ids = page.stream().map(each -> check(each, round)).toArray(UUID[]::new);
    return pool.preparedQuery(MADE)
        .execute(Tuple.of(round.day(), ids))
        .map(
            rows -> {
              Set<UUID> made = new HashSet<>();
              rows.forEach(row -> made.add(row.getUUID("id")));
              return made;
            });
  }

  private Uni<List<Isolated>> isolatedAllDay(LocalDate day, UUID last) {
    String[] kinds = CheckRules.CHECKED.stream().map(IsolationKind::name).toArray(String[]::new);
    return pool.preparedQuery(ISOLATED_ALL_DAY)
        .execute(
            Tuple.of(
                day.atStartOfDay(zone).toOffsetDateTime(),
                day.plusDays(1).atStartOfDay(zone).toOffsetDateTime(),
                kinds,
                last,
                PAGE))
        .map(
            rows -> {
              List<Isolated> page = new ArrayList<>(rows.size());
              for (Row row : rows) {
                page.add(
                    new Isolated(
                        row.getUUID("id"),
                        row.getUUID("person"),
                        new Division(row.getString("community"))));
              }
              return page;
            });
  }
}
