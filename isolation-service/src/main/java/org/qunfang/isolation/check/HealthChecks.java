package org.qunfang.isolation.check;

import static java.util.stream.Collectors.toMap;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.EventIds;
import org.qunfang.events.EventJson;
import org.qunfang.events.EventTypes;
import org.qunfang.events.IsolationEvent.CheckSlot;
import org.qunfang.events.IsolationEvent.HealthChecked;
import org.qunfang.eventstore.EventLogConfig;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.FactLog;
import org.qunfang.eventstore.GroupCommit;
import org.qunfang.eventstore.LogSignal;
import org.qunfang.eventstore.Told;
import org.qunfang.isolation.check.CheckRules.CheckRejection;

/**
 * Stores daily checks, many to a transaction. A check's id follows from order, day and slot, so
 * that a slot counts once, however often and by whom it is told.
 */
@ApplicationScoped
class HealthChecks {

  private static final String ORDERS =
      """
      select id, person, community, started, ended from isolation_file where id = any($1)
      """;

  private static final String OF_AN_ORDER =
      """
      select id, data from fact where stream = $1 and type = $2 order by time, id
      """;

  private final Pool pool;
  private final FactLog facts;
  private final ZoneId zone;
  private final GroupCommit<Check, Result> group;

  HealthChecks(
      Pool pool, FactLog facts, EventLogConfig config, LogSignal signal, MeterRegistry meters) {
    this.pool = pool;
    this.facts = facts;
    this.zone = config.zone();
    this.group =
        new GroupCommit<>("health-checks", pool, config.facts(), signal, meters, this::store);
  }

  /** A check as somebody tells it; its id is the same for the same slot. */
  record Check(UUID id, HealthChecked made, Told told, @Nullable String traceparent) {

    static Check of(HealthChecked made, Told told, @Nullable String traceparent) {
      return new Check(idOf(whom(made), made.day(), made.slot()), made, told, traceparent);
    }

    private static UUID whom(HealthChecked made) {
      return made.order() == null ? made.person() : made.order();
    }

    private FactLog.Fact fact() {
      return new FactLog.Fact(id, streamOf(whom(made)), told, made, traceparent);
    }
  }

  /** What became of a check. */
  sealed interface Result {
    record Stored(UUID id) implements Result {}

    record Repeated(UUID id) implements Result {}

    record Refused(CheckRejection reason) implements Result {}
  }

  /** A stored check. */
  record Made(UUID id, HealthChecked check) {}

  static UUID idOf(UUID whom, LocalDate day, CheckSlot slot) {
    return EventIds.named("health-check", whom.toString(), day.toString(), slot.name());
  }

  /** The stream of all checks of an order, or of a person who is looked after without one. */
  static String streamOf(UUID whom) {
    return EventStore.stream("health-checks", whom);
  }

  /** Stores a check. */
  Uni<Result> tell(Check check) {
    return group.submit(check);
  }

  /** Stores checks that came together. */
  Uni<List<Result>> tell(List<Check> checks) {
    return group.submitAll(checks);
  }

  /** All checks of an order. */
  Uni<List<Made>> of(UUID order) {
    return pool.preparedQuery(OF_AN_ORDER)
        .execute(Tuple.of(streamOf(order), EventTypes.of(HealthChecked.class)))
        .map(
            rows -> {
              List<Made> checks = new ArrayList<>(rows.size());
              for (Row row : rows) {
                checks.add(
                    new Made(
                        row.getUUID("id"),
                        EventJson.read(HealthChecked.class, row.getString("data"))));
              }
              return checks;
            });
  }

  private Uni<List<Result>> store(SqlConnection connection, List<Check> checks) {
    return orders(connection, checks).chain(orders -> store(connection, checks, orders));
  }

  private Uni<List<Result>> store(
      SqlConnection connection, List<Check> checks, Map<UUID, IsolatedThen> orders) {
    List<Optional<CheckRejection>> refusals =
        checks.stream().map(check -> refused(check, orders)).toList();
    Map<UUID, Integer> first = new LinkedHashMap<>();
    for (int i = 0; i < checks.size(); i++) {
      if (refusals.get(i).isEmpty()) {
        first.putIfAbsent(checks.get(i).id(), i);
      }
    }
    return append(connection, first.values().stream().map(i -> checks.get(i).fact()).toList())
        .map(
            before -> {
              List<Result> results = new ArrayList<>(checks.size());
              for (int i = 0; i < checks.size(); i++) {
                results.add(
                    refusals.get(i).isPresent()
                        ? new Result.Refused(refusals.get(i).get())
                        : result(i, checks, first, before));
              }
              return results;
            });
  }

  /** Stores what is new and answers what was told before instead of the rest. */
  private Uni<Map<UUID, HealthChecked>> append(
      SqlConnection connection, List<FactLog.Fact> wanted) {
    if (wanted.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return facts
        .append(connection, wanted)
        .map(fresh -> wanted.stream().filter(fact -> !fresh.contains(fact.id())).toList())
        .chain(
            repeated ->
                repeated.isEmpty()
                    ? Uni.createFrom().item(List.<FactLog.Stored<HealthChecked>>of())
                    : facts.find(connection, repeated, HealthChecked.class))
        .map(stored -> stored.stream().collect(toMap(FactLog.Stored::id, FactLog.Stored::event)));
  }

  /** A slot's first check is the one that counts. */
  private static Result result(
      int i, List<Check> checks, Map<UUID, Integer> first, Map<UUID, HealthChecked> before) {
    Check check = checks.get(i);
    int firstHere = first.getOrDefault(check.id(), i);
    if (firstHere == i && !before.containsKey(check.id())) {
      return new Result.Stored(check.id());
    }
    HealthChecked counting = before.getOrDefault(check.id(), checks.get(firstHere).made());
    return counting.equals(check.made())
        ? new Result.Repeated(check.id())
        : new Result.Refused(CheckRejection.SLOT_TAKEN);
  }

  private Optional<CheckRejection> refused(Check check, Map<UUID, IsolatedThen> orders) {
    HealthChecked made = check.made();
    return CheckRules.refused(made, LocalDate.ofInstant(check.told().time(), zone))
        .or(
            () ->
                facts.keeps(check.told().time())
                    ? Optional.empty()
                    : Optional.of(CheckRejection.TOO_OLD))
        .or(
            () ->
                made.order() == null ? Optional.empty() : refused(check, orders.get(made.order())));
  }

  private static Optional<CheckRejection> refused(Check check, @Nullable IsolatedThen order) {
    if (order == null) {
      return Optional.of(CheckRejection.NO_SUCH_ORDER);
    }
    if (!order.community().equals(check.told().community())) {
      return Optional.of(CheckRejection.ANOTHER_COMMUNITY);
    }
    if (!order.person().equals(check.made().person())) {
      return Optional.of(CheckRejection.ANOTHER_PERSON);
    }
    return order.refused(check.made().day());
  }

  private Uni<Map<UUID, IsolatedThen>> orders(SqlConnection connection, List<Check> checks) {
    UUID[] ids =
        checks.stream()
            .map(check -> check.made().order())
            .filter(Objects::nonNull)
            .distinct()
            .toArray(UUID[]::new);
    if (ids.length == 0) {
      return Uni.createFrom().item(Map.of());
    }
    return connection.preparedQuery(ORDERS).execute(Tuple.of(ids)).map(this::read);
  }

  private Map<UUID, IsolatedThen> read(RowSet<Row> rows) {
    Map<UUID, IsolatedThen> orders = new HashMap<>();
    for (Row row : rows) {
      orders.put(
          row.getUUID("id"),
          new IsolatedThen(
              row.getUUID("person"),
              new Division(row.getString("community")),
              day(row.getOffsetDateTime("started")),
              day(row.getOffsetDateTime("ended"))));
    }
    return orders;
  }

  private @Nullable LocalDate day(@Nullable OffsetDateTime time) {
    return time == null ? null : LocalDate.ofInstant(time.toInstant(), zone);
  }
}
