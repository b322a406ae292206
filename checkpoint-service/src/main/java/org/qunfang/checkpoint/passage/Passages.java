package org.qunfang.checkpoint.passage;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.checkpoint.passage.GateRules.Gate;
import org.qunfang.events.CheckpointEvent.CheckpointKind;
import org.qunfang.events.CheckpointEvent.CodeColour;
import org.qunfang.events.CheckpointEvent.PassageOutcome;
import org.qunfang.events.CheckpointEvent.PassageRecorded;
import org.qunfang.events.Division;
import org.qunfang.events.EventIds;
import org.qunfang.eventstore.EventLogConfig;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.FactLog;
import org.qunfang.eventstore.FactLog.Fact;
import org.qunfang.eventstore.GroupCommit;
import org.qunfang.eventstore.LogSignal;
import org.qunfang.eventstore.Told;
import org.qunfang.intake.StoreProblems;
import org.qunfang.security.DivisionScope;
import org.qunfang.security.Problem;

/**
 * Records passages, many to a transaction: one query for all checkpoints and codes of a group, a
 * pure decision for each, one insert for all that happened.
 */
@ApplicationScoped
class Passages {

  private static final String LOOK_UP =
      """
      select id, community, kind, withdrawn, null as colour from checkpoint where id = any($1)
      union all
      select person, null, null, null, colour from health_code where person = any($2) and colour <> 'GREEN'
      """;

  private final FactLog facts;
  private final GroupCommit<Report, Result> group;
  private final Map<PassageOutcome, Counter> recorded = new EnumMap<>(PassageOutcome.class);

  Passages(
      Pool pool, FactLog facts, EventLogConfig config, LogSignal signal, MeterRegistry meters) {
    this.facts = facts;
    this.group =
        new GroupCommit<>("passages", pool, config.facts(), signal, meters, this::recordGroup);
    for (PassageOutcome outcome : PassageOutcome.values()) {
      recorded.put(
          outcome,
          Counter.builder("qunfang.passages")
              .description("Passages recorded")
              .tag("outcome", outcome.name())
              .register(meters));
    }
  }

  /**
   * A passage as it is told.
   *
   * @param decided what an offline gate decided by itself; null when it is to be decided here
   * @param within the checkpoint must lie in there
   * @param timeTold false when the time is only that of the request, which a retry does not repeat
   */
  record Report(
      UUID id,
      Observed seen,
      @Nullable PassageRecorded decided,
      Division within,
      Instant time,
      boolean timeTold,
      String actor,
      @Nullable String traceparent) {}

  /** What became of a report. */
  sealed interface Result {

    /** It is durable. */
    record Recorded(PassageRecorded passage) implements Result {}

    /** It was recorded before, like this. */
    record Repeated(PassageRecorded passage) implements Result {}

    /** There can be no such passage; nothing is stored. */
    record Refused(Problem problem) implements Result {}
  }

  /** Records one, together with whatever else is waiting. */
  Uni<Result> record(Report report) {
    PassageRejection reason = impossible(report);
    return reason == null ? group.submit(report) : Uni.createFrom().item(refused(reason));
  }

  /** Records many together; each gets its own result, in order. */
  Uni<List<Result>> record(List<Report> reports) {
    List<Report> possible = new ArrayList<>(reports.size());
    Result[] results = new Result[reports.size()];
    for (int i = 0; i < results.length; i++) {
      PassageRejection reason = impossible(reports.get(i));
      if (reason == null) {
        possible.add(reports.get(i));
      } else {
        results[i] = refused(reason);
      }
    }
    if (possible.isEmpty()) {
      return Uni.createFrom().item(Arrays.asList(results));
    }
    return group
        .submitAll(possible)
        .map(
            stored -> {
              int next = 0;
              for (int i = 0; i < results.length; i++) {
                if (results[i] == null) {
                  results[i] = stored.get(next++);
                }
              }
              return Arrays.asList(results);
            });
  }

  private @Nullable PassageRejection impossible(Report report) {
    if (!facts.keeps(report.time())) {
      return PassageRejection.TOO_OLD;
    }
    PassageRecorded decided = report.decided();
    return decided == null
        ? GateRules.impossible(report.seen().temperature())
        : GateRules.impossible(decided);
  }

  private Uni<List<Result>> recordGroup(SqlConnection connection, List<Report> reports) {
    return lookUp(connection, reports)
        .chain(
            known ->
                repeatedFromYesterday(connection, reports)
                    .chain(before -> store(connection, new Group(reports, known, before))));
  }

  private Uni<List<Result>> store(SqlConnection connection, Group group) {
    if (group.facts.isEmpty()) {
      return Uni.createFrom().item(group.results());
    }
    return facts
        .append(connection, group.facts)
        .chain(
            fresh -> {
              List<Fact> repeated = group.settle(fresh);
              return repeated.isEmpty()
                  ? Uni.createFrom().item(group.results())
                  : facts
                      .find(connection, repeated, PassageRecorded.class)
                      .map(first -> group.repeat(byId(first)));
            })
        .invoke(this::count);
  }

  private void count(List<Result> results) {
    for (Result result : results) {
      if (result instanceof Result.Recorded(var passage)) {
        Counter counter = recorded.get(passage.outcome());
        if (counter != null) {
          counter.increment();
        }
      }
    }
  }

  /** What a group of passages depends on. */
  private record Known(Map<UUID, Gate> gates, Map<UUID, CodeColour> codes) {}

  private static Uni<Known> lookUp(SqlConnection connection, List<Report> reports) {
    Set<UUID> checkpoints = new HashSet<>();
    Set<UUID> persons = new HashSet<>();
    for (Report report : reports) {
      checkpoints.add(report.seen().checkpoint());
      if (report.seen().person() != null && report.decided() == null) {
        persons.add(report.seen().person());
      }
    }
    return connection
        .preparedQuery(LOOK_UP)
        .execute(Tuple.of(checkpoints.toArray(UUID[]::new), persons.toArray(UUID[]::new)))
        .map(Passages::known);
  }

  private static Known known(RowSet<Row> rows) {
    Known known = new Known(new HashMap<>(), new HashMap<>());
    for (Row row : rows) {
      if (row.getString(4) == null) {
        OffsetDateTime withdrawn = row.getOffsetDateTime(3);
        known
            .gates()
            .put(
                row.getUUID(0),
                new Gate(
                    new Division(row.getString(1)),
                    CheckpointKind.valueOf(row.getString(2)),
                    withdrawn == null ? null : withdrawn.toInstant()));
      } else {
        known.codes().put(row.getUUID(0), CodeColour.valueOf(row.getString(4)));
      }
    }
    return known;
  }

  /**
   * A retry that tells no time comes with a new one, and midnight may lie in between: then its
   * first lies in the partition of the day before.
   */
  private Uni<Map<UUID, PassageRecorded>> repeatedFromYesterday(
      SqlConnection connection, List<Report> reports) {
    List<Fact> yesterday = new ArrayList<>();
    for (Report report : reports) {
      if (!report.timeTold()) {
        PassageRecorded any = GateRules.decide(report.seen(), CodeColour.NONE);
        Told told =
            new Told(report.within(), report.time().minus(Duration.ofDays(1)), report.actor());
        yesterday.add(new Fact(report.id(), "", told, any, null));
      }
    }
    return yesterday.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : facts.find(connection, yesterday, PassageRecorded.class).map(Passages::byId);
  }

  private static Map<UUID, PassageRecorded> byId(List<FactLog.Stored<PassageRecorded>> stored) {
    Map<UUID, PassageRecorded> byId = new HashMap<>();
    stored.forEach(fact -> byId.put(fact.id(), fact.event()));
    return byId;
  }

  private static Result refused(PassageRejection reason) {
    return new Result.Refused(StoreProblems.of(reason));
  }

  /** The reports of one transaction on their way to a result. */
  private static final class Group {

    private final List<Report> reports;
    private final Result[] results;
    private final List<Fact> facts;
    private final Fact[] told;

    Group(List<Report> reports, Known known, Map<UUID, PassageRecorded> before) {
      this.reports = reports;
      this.results = new Result[reports.size()];
      this.facts = new ArrayList<>(reports.size());
      this.told = new Fact[reports.size()];
      Set<UUID> ids = HashSet.newHashSet(reports.size());
      for (int i = 0; i < results.length; i++) {
        Report report = reports.get(i);
        PassageRecorded first = before.get(report.id());
        results[i] = first == null ? refuse(report, known) : repeated(report, first);
        if (results[i] == null) {
          told[i] = fact(report, known);
          if (ids.add(report.id())) {
            facts.add(told[i]);
            fever(told[i]);
          }
        }
      }
    }

    private static @Nullable Result refuse(Report report, Known known) {
      Gate gate = known.gates().get(report.seen().checkpoint());
      PassageRejection reason = GateRules.impossible(gate, report.time());
      if (gate == null || report.within().contains(gate.community())) {
        return reason == null ? null : refused(reason);
      }
      return report.decided() == null
          ? new Result.Refused(
              Problem.forbidden(
                  DivisionScope.OTHER_DIVISION, "The checkpoint lies in another division."))
          : refused(PassageRejection.CHECKPOINT_ELSEWHERE);
    }

    private static Fact fact(Report report, Known known) {
      Observed seen = report.seen();
      Gate gate = known.gates().get(seen.checkpoint());
      if (gate == null) {
        throw new IllegalStateException("a passage without a gate was let through");
      }
      PassageRecorded passage = report.decided();
      if (passage == null) {
        UUID person = seen.person();
        CodeColour code =
            person == null ? CodeColour.NONE : known.codes().getOrDefault(person, CodeColour.GREEN);
        passage = GateRules.decide(seen, code);
      }
      return new Fact(
          report.id(),
          EventStore.stream("checkpoint", seen.checkpoint()),
          new Told(gate.community(), report.time(), report.actor()),
          passage,
          report.traceparent());
    }

    private void fever(Fact passage) {
      PassageRecorded recorded = (PassageRecorded) passage.event();
      if (GateRules.isFever(recorded.temperature())) {
        facts.add(
            new Fact(
                EventIds.named("fever of a passage", passage.id().toString()),
                passage.stream(),
                passage.told(),
                GateRules.fever(passage.id(), recorded),
                passage.traceparent()));
      }
    }

    /** Gives what is new its result and answers what is not. */
    List<Fact> settle(Set<UUID> fresh) {
      List<Fact> repeated = new ArrayList<>(0);
      for (int i = 0; i < results.length; i++) {
        if (results[i] == null) {
          if (fresh.remove(told[i].id())) {
            results[i] = new Result.Recorded((PassageRecorded) told[i].event());
          } else {
            repeated.add(told[i]);
          }
        }
      }
      return repeated;
    }

    List<Result> repeat(Map<UUID, PassageRecorded> firsts) {
      for (int i = 0; i < results.length; i++) {
        if (results[i] == null) {
          Report report = reports.get(i);
          results[i] = repeated(report, firsts.get(report.id()));
        }
      }
      return results();
    }

    private static Result repeated(Report report, @Nullable PassageRecorded first) {
      if (first == null) {
        return refused(PassageRejection.ID_REUSED);
      }
      boolean same =
          report.decided() == null
              ? report.seen().equals(Observed.in(first))
              : report.decided().equals(first);
      return same ? new Result.Repeated(first) : refused(PassageRejection.ID_REUSED);
    }

    List<Result> results() {
      return Arrays.asList(results);
    }
  }
}
