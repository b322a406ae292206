package org.qunfang.resident.grid;

import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.Told;
import org.qunfang.intake.StoreProblems;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.responsibility.EvenShare.Share;
import org.qunfang.resident.worker.EnlistedWorker;
import org.qunfang.resident.worker.HandOver;
import org.qunfang.resident.worker.HandOver.EvenShare;
import org.qunfang.resident.worker.HandOver.LeftOpen;
import org.qunfang.resident.worker.HandOver.ToSuccessor;
import org.qunfang.resident.worker.HandOver.Unsaid;
import org.qunfang.resident.worker.Responsibility;
import org.qunfang.resident.worker.WorkerRejection;

/** Whoever stands down hands over the grids, or says openly that nobody leads them for now. */
@ApplicationScoped
class HandingOverGrids implements Responsibility {

  private static final String LEADS =
      """
      select w.id, count(g.id) from EnlistedWorker w left join DefinedGrid g on g.leader = w.id and not g.dissolved
       where w.community = ?1 and w.onDuty and w.kind in (CADRE, COMMUNITY_WORKER) and w.id <> ?2
       group by w.id
      """;

  private final Grids grids;

  HandingOverGrids(Grids grids) {
    this.grids = grids;
  }

  /** Nobody leads more than one transaction carries. */
  @Override
  public Uni<Void> lighten(UUID worker, HandOver to, Report report) {
    return Uni.createFrom().voidItem();
  }

  @Override
  public Uni<Void> handOver(
      Mutiny.Session session, EnlistedWorker from, HandOver to, Report report) {
    return Grids.ledBy(session, from.id())
        .chain(
            led ->
                led.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : handOver(session, from, led, to, report));
  }

  private Uni<Void> handOver(
      Mutiny.Session session,
      EnlistedWorker from,
      List<DefinedGrid> led,
      HandOver to,
      Report report) {
    Told told = new Told(from.community(), report.time(), report.actor());
    return switch (to) {
      case Unsaid() ->
          throw StoreProblems.of(WorkerRejection.LEADS_GRIDS).with("grids", led.size());
      case LeftOpen() -> hand(session, led, null, told);
      case ToSuccessor(UUID successor) ->
          Grids.requireOnDuty(session, from.community().code(), successor)
              .chain(() -> hand(session, led, successor, told));
      case EvenShare() -> share(session, from, led, told);
    };
  }

  private Uni<Void> share(
      Mutiny.Session session, EnlistedWorker from, List<DefinedGrid> led, Told told) {
    return session
        .createSelectionQuery(LEADS, Object[].class)
        .setParameter(1, from.community().code())
        .setParameter(2, from.id())
        .getResultList()
        .chain(
            rows -> {
              if (rows.isEmpty()) {
                throw new CommandRejected(GridRejection.NOBODY_TO_LEAD);
              }
              Map<UUID, Integer> loads =
                  rows.stream()
                      .collect(toMap(row -> (UUID) row[0], row -> ((Long) row[1]).intValue()));
              Uni<Void> shared = Uni.createFrom().voidItem();
              for (Share<DefinedGrid> share :
                  org.qunfang.resident.responsibility.EvenShare.of(led, loads)) {
                shared = shared.chain(() -> hand(session, share.households(), share.cadre(), told));
              }
              return shared;
            });
  }

  private Uni<Void> hand(
      Mutiny.Session session, List<DefinedGrid> led, @Nullable UUID leader, Told told) {
    Uni<Void> handed = Uni.createFrom().voidItem();
    for (DefinedGrid grid : led) {
      handed = handed.chain(() -> grids.changeLeader(session, grid, leader, told));
    }
    return handed;
  }
}
