package org.qunfang.resident.grid;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.Told;
import org.qunfang.intake.StoreProblems;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.responsibility.EvenShare;
import org.qunfang.resident.responsibility.EvenShare.Share;
import org.qunfang.resident.worker.EnlistedWorker;
import org.qunfang.resident.worker.HandOver;
import org.qunfang.resident.worker.HandOver.LeftOpen;
import org.qunfang.resident.worker.HandOver.ToAll;
import org.qunfang.resident.worker.HandOver.ToSuccessor;
import org.qunfang.resident.worker.HandOver.Unsaid;
import org.qunfang.resident.worker.Responsibility;
import org.qunfang.resident.worker.WorkerRejection;
import org.qunfang.resident.worker.Workers;

/** Whoever stands down hands over the grids, or says openly that nobody leads them for now. */
@ApplicationScoped
class HandingOverGrids implements Responsibility {

  private static final String LOADS =
      "select leader, count(*) from DefinedGrid where leader in ?1 and not dissolved group by leader";

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
          Grids.requireOnDuty(session, from.community(), successor)
              .chain(() -> hand(session, led, successor, told));
      case ToAll() ->
          Workers.cadres(session, from.community(), from.id())
              .chain(cadres -> loads(session, cadres))
              .chain(loads -> share(session, led, loads, told));
    };
  }

  private static Uni<Map<UUID, Integer>> loads(
      Mutiny.Session session, List<EnlistedWorker> cadres) {
    Map<UUID, Integer> loads = new HashMap<>();
    cadres.forEach(cadre -> loads.put(cadre.id(), 0));
    return session
        .createSelectionQuery(LOADS, Object[].class)
        .setParameter(1, loads.keySet())
        .getResultList()
        .invoke(rows -> rows.forEach(row -> loads.put((UUID) row[0], ((Long) row[1]).intValue())))
        .replaceWith(loads);
  }

  private Uni<Void> share(
      Mutiny.Session session, List<DefinedGrid> led, Map<UUID, Integer> loads, Told told) {
    if (loads.isEmpty()) {
      throw new CommandRejected(GridRejection.NOBODY_TO_LEAD);
    }
    Uni<Void> shared = Uni.createFrom().voidItem();
    for (Share<DefinedGrid> share : EvenShare.of(led, loads)) {
      shared = shared.chain(() -> hand(session, share.part(), share.cadre(), told));
    }
    return shared;
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
