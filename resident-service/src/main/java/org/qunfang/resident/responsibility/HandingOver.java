package org.qunfang.resident.responsibility;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.eventstore.Commands;
import org.qunfang.intake.StoreProblems;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.responsibility.Duties.Place;
import org.qunfang.resident.responsibility.Duties.Whose;
import org.qunfang.resident.worker.EnlistedWorker;
import org.qunfang.resident.worker.HandOver;
import org.qunfang.resident.worker.HandOver.LeftOpen;
import org.qunfang.resident.worker.HandOver.ToAll;
import org.qunfang.resident.worker.HandOver.ToSuccessor;
import org.qunfang.resident.worker.HandOver.Unsaid;
import org.qunfang.resident.worker.Responsibility;
import org.qunfang.resident.worker.WorkerRejection;
import org.qunfang.resident.worker.Workers;

/** Whoever stands down hands over the households first, or says openly that nobody takes them. */
@ApplicationScoped
class HandingOver implements Responsibility {

  private final Commands commands;
  private final Workers workers;
  private final Duties duties;

  HandingOver(Commands commands, Workers workers, Duties duties) {
    this.commands = commands;
    this.workers = workers;
    this.duties = duties;
  }

  @Override
  public Uni<Void> lighten(UUID worker, HandOver to, Report report) {
    return to instanceof Unsaid
        ? Uni.createFrom().voidItem()
        : commands
            .transact(
                session ->
                    workers
                        .own(session, worker)
                        .chain(
                            from ->
                                from.households() <= Duties.AT_ONCE
                                    ? Uni.createFrom().item(false)
                                    : some(session, from, to, report).replaceWith(true)))
            .chain(more -> more ? lighten(worker, to, report) : Uni.createFrom().voidItem());
  }

  @Override
  public Uni<Void> handOver(
      Mutiny.Session session, EnlistedWorker from, HandOver to, Report report) {
    return from.households() == 0
        ? Uni.createFrom().voidItem()
        : some(session, from, to, report).replaceWithVoid();
  }

  /** As many as one transaction carries. */
  private Uni<Integer> some(
      Mutiny.Session session, EnlistedWorker from, HandOver to, Report report) {
    if (to instanceof Unsaid) {
      throw StoreProblems.of(WorkerRejection.ANSWERS_FOR_HOUSEHOLDS)
          .with("households", from.households());
    }
    Place place = new Place(from.community(), null);
    return duties
        .of(session, place, new Whose.Of(from.id()))
        .chain(
            rows ->
                switch (to) {
                  case Unsaid() -> Uni.createFrom().item(0);
                  case LeftOpen() -> duties.release(session, rows, report);
                  case ToSuccessor(UUID successor) ->
                      workers
                          .own(session, successor)
                          .chain(cadre -> duties.assign(session, rows, cadre, report));
                  case ToAll() ->
                      Workers.cadres(session, from.community(), from.id())
                          .chain(
                              cadres ->
                                  duties.share(
                                      session,
                                      rows,
                                      from.households() - rows.size(),
                                      cadres,
                                      report));
                });
  }
}
