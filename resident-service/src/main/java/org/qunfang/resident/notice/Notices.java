package org.qunfang.resident.notice;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.Decision;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.NoticeAcknowledged;
import org.qunfang.events.ResidentEvent.NoticeDelivered;
import org.qunfang.events.ResidentEvent.NoticeDeliveryEvent;
import org.qunfang.events.ResidentEvent.NoticeEvent;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.EventStore.Addition;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.notice.NoticeCommand.Publish;
import org.qunfang.resident.notice.NoticeCommand.Withdraw;
import org.qunfang.resident.register.Held;
import org.qunfang.resident.register.Report;
import org.qunfang.security.DivisionScope;

/**
 * Notices, community by community: in each it is published for itself, and a line for every
 * household says whether it has it.
 */
@ApplicationScoped
class Notices {

  private static final NoticeDecider RULES = new NoticeDecider();
  private static final DeliveryDecider DELIVERIES = new DeliveryDecider();

  /** Everybody who has no line yet. */
  private static final String LIST =
      """
      insert into notice_receipt (id, community, version, notice, household, listed)
      select id_in_order_of_time(), h.community, 0, :notice, h.id, :listed
        from household_duty h
       where h.community = :community and not h.closed
          on conflict (notice, household) do nothing
      """;

  private final EventStore store;
  private final DivisionScope scope;

  Notices(EventStore store, DivisionScope scope) {
    this.store = store;
    this.scope = scope;
  }

  /** A notice that concerns the caller's own division: of it, of a part of it, or of more. */
  Uni<Notice> concerning(Mutiny.Session session, UUID id) {
    Division own = scope.division();
    return session
        .find(Notice.class, id)
        .map(
            notice -> {
              if (notice == null
                  || !(own.contains(notice.division()) || notice.division().contains(own))) {
                throw new CommandRejected(NoticeRejection.NO_SUCH_NOTICE);
              }
              return notice;
            });
  }

  /**
   * Publishes in one community, or lists there whoever came meanwhile. Whoever withdraws the notice
   * waits for that, and from then on it goes no further.
   */
  Uni<Void> layOut(Mutiny.Session session, UUID id, Division community) {
    return session
        .find(Notice.class, id, LockMode.PESSIMISTIC_READ)
        .chain(
            notice ->
                notice.withdrawn
                    ? Uni.createFrom().voidItem()
                    : published(session, notice, community)
                        .chain(row -> list(session, notice, community, row.id)));
  }

  private Uni<NoticeCoverage> published(Mutiny.Session session, Notice notice, Division community) {
    return session
        .find(NoticeCoverage.class, NoticeCoverage.idOf(notice.id, community))
        .chain(
            row -> row == null ? publish(session, notice, community) : Uni.createFrom().item(row));
  }

  private Uni<NoticeCoverage> publish(Mutiny.Session session, Notice notice, Division community) {
    NoticeCoverage row = new NoticeCoverage(notice, community);
    return store
        .handle(
            session,
            RULES,
            NoticeEvent.class,
            EventStore.stream("notice", row.id),
            new Publish(notice.id, notice.kind),
            new Told(community, notice.published, notice.actor))
        .chain(() -> session.persist(row))
        .chain(session::flush)
        .replaceWith(row);
  }

  private static Uni<Void> list(
      Mutiny.Session session, Notice notice, Division community, UUID coverage) {
    return session
        .createNativeQuery(LIST)
        .setParameter("notice", notice.id)
        .setParameter("listed", notice.published)
        .setParameter("community", community.code())
        .executeUpdate()
        .chain(
            listed ->
                listed == 0
                    ? Uni.createFrom().voidItem()
                    : count(session, coverage, "households", listed));
  }

  /**
   * The notice need reach nobody any more, wherever it was. What was published in the same moment
   * is ended when it is looked at again.
   */
  Uni<Void> withdraw(Mutiny.Session session, Notice notice, Report report) {
    scope.require(notice.division());
    notice.withdrawn = true;
    notice.layOutAt = report.time();
    return end(session, notice, report);
  }

  /** Ends a notice that was withdrawn wherever it still stands. */
  Uni<Void> end(Mutiny.Session session, Notice notice, Report report) {
    return session
        .createSelectionQuery(
            "from NoticeCoverage where notice = ?1 and not withdrawn order by id",
            NoticeCoverage.class)
        .setParameter(1, notice.id)
        .getResultList()
        .chain(rows -> store.append(session, rows.stream().map(row -> end(row, report)).toList()));
  }

  private static Addition end(NoticeCoverage row, Report report) {
    if (RULES.decide(new Withdraw(), row.state())
        instanceof Decision.Accepted<NoticeEvent>(var events)) {
      Addition addition =
          new Addition(
              EventStore.stream("notice", row.id),
              row.version,
              new Told(row.community(), later(report.time(), row.published), report.actor()),
              events);
      row.version += events.size();
      row.withdrawn = true;
      return addition;
    }
    throw new IllegalStateException("published, and cannot be withdrawn");
  }

  /** What the command says of each of these households; tells for how many that is new. */
  Uni<Integer> tell(
      Mutiny.Session session,
      Notice notice,
      List<UUID> households,
      Function<UUID, DeliveryCommand> command,
      Report report) {
    if (notice.withdrawn) {
      throw new CommandRejected(NoticeRejection.NOTICE_WITHDRAWN);
    }
    return session
        .createSelectionQuery(
            """
            from NoticeReceipt
             where notice = ?1 and household in ?2 and community like ?3 order by id
            """,
            NoticeReceipt.class)
        .setParameter(1, notice.id)
        .setParameter(2, households)
        .setParameter(3, scope.prefix() + "%")
        .getResultList()
        .chain(
            rows -> {
              if (rows.size() < Set.copyOf(households).size()) {
                throw new CommandRejected(NoticeRejection.NOT_FOR_HOUSEHOLD);
              }
              return tell(session, rows, command, report);
            });
  }

  private Uni<Integer> tell(
      Mutiny.Session session,
      List<NoticeReceipt> rows,
      Function<UUID, DeliveryCommand> command,
      Report report) {
    List<Addition> additions = new ArrayList<>(rows.size());
    Map<UUID, Progress> progress = new HashMap<>();
    for (NoticeReceipt row : rows) {
      switch (DELIVERIES.decide(command.apply(row.household), row.state())) {
        case Decision.Rejected<NoticeDeliveryEvent>(var reason) ->
            throw new CommandRejected(reason);
        case Decision.Accepted<NoticeDeliveryEvent>(var events) -> {
          if (!events.isEmpty()) {
            Instant time = later(report.time(), row.delivered == null ? row.listed : row.delivered);
            additions.add(
                new Addition(
                    EventStore.stream("notice-delivery", row.id),
                    row.version,
                    new Told(row.community(), time, report.actor()),
                    events));
            UUID coverage = NoticeCoverage.idOf(row.notice, row.community());
            for (NoticeDeliveryEvent event : events) {
              row.apply(event, time);
              progress.merge(coverage, Progress.of(event), Progress::plus);
            }
          }
        }
      }
    }
    return store
        .append(session, additions)
        .chain(() -> Held.inOrder(session, NoticeCoverage.class, progress.keySet()))
        .chain(() -> count(session, progress))
        .replaceWith(additions.size());
  }

  /** Told with a clock that is late, it counts with what it follows. */
  private static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }

  private record Progress(int delivered, int acknowledged) {

    static Progress of(NoticeDeliveryEvent event) {
      return switch (event) {
        case NoticeDelivered given -> new Progress(1, given.acknowledged() ? 1 : 0);
        case NoticeAcknowledged said -> new Progress(0, 1);
      };
    }

    Progress plus(Progress other) {
      return new Progress(delivered + other.delivered, acknowledged + other.acknowledged);
    }
  }

  private static Uni<Void> count(Mutiny.Session session, Map<UUID, Progress> progress) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (Map.Entry<UUID, Progress> each : progress.entrySet()) {
      Progress more = each.getValue();
      all =
          all.chain(() -> count(session, each.getKey(), "delivered", more.delivered()))
              .chain(() -> count(session, each.getKey(), "acknowledged", more.acknowledged()));
    }
    return all;
  }

  private static Uni<Void> count(Mutiny.Session session, UUID coverage, String column, int amount) {
    return session
        .createNativeQuery(
            "update notice_coverage set %1$s = %1$s + :amount where id = :id".formatted(column))
        .setParameter("amount", amount)
        .setParameter("id", coverage)
        .executeUpdate()
        .replaceWithVoid();
  }
}
