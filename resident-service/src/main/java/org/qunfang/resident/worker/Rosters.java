package org.qunfang.resident.worker;

import static org.qunfang.resident.worker.Workers.told;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.ResidentEvent.DutyPostClosed;
import org.qunfang.events.ResidentEvent.DutyPostOpened;
import org.qunfang.events.ResidentEvent.PostEvent;
import org.qunfang.events.ResidentEvent.RosterEvent;
import org.qunfang.events.ResidentEvent.ShiftCalledOff;
import org.qunfang.events.ResidentEvent.ShiftPlanned;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.place.PlaceRejection;
import org.qunfang.resident.place.Places;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.worker.PostCommand.ClosePost;
import org.qunfang.resident.worker.PostCommand.OpenPost;
import org.qunfang.resident.worker.RosterCommand.CallOffAll;
import org.qunfang.resident.worker.RosterCommand.CallOffShift;
import org.qunfang.resident.worker.RosterCommand.PlanShift;

/** Posts that have to be staffed, and who is planned to staff them. */
@ApplicationScoped
class Rosters {

  private static final PostDecider POSTS = new PostDecider();
  private static final RosterDecider RULES = new RosterDecider();

  private final Register register;
  private final EventStore store;
  private final Workers workers;

  Rosters(Register register, EventStore store, Workers workers) {
    this.register = register;
    this.store = store;
    this.workers = workers;
  }

  Uni<DutyPost> open(Mutiny.Session session, OpenPost command, Told told) {
    return Places.requireOpen(
            session, told.community(), command.placeOfRegister(), PlaceRejection.PLACE_NOT_HERE)
        .chain(() -> handle(session, command.id(), command, told))
        .map(
            outcome ->
                switch (outcome.events().getFirst()) {
                  case DutyPostOpened opened -> new DutyPost(opened, told, outcome.version());
                  case DutyPostClosed closed ->
                      throw new IllegalStateException("a post begins open");
                })
        .call(session::persist);
  }

  Uni<DutyPost> close(Mutiny.Session session, UUID id, Report report) {
    return post(session, id)
        .call(
            row ->
                handle(session, id, new ClosePost(), report.of(row))
                    .invoke(
                        outcome -> {
                          row.closed = true;
                          row.version = outcome.version();
                        }));
  }

  private Uni<DutyPost> post(Mutiny.Session session, UUID id) {
    return register.own(session, DutyPost.class, id, PostRejection.NO_SUCH_POST);
  }

  Uni<PlannedShift> plan(
      Mutiny.Session session, UUID id, UUID worker, UUID post, Span span, Report report) {
    return workers
        .held(session, worker)
        .chain(
            who ->
                post(session, post)
                    .chain(
                        where -> {
                          if (!where.community.equals(who.community)) {
                            throw new CommandRejected(RosterRejection.POST_OF_ANOTHER_COMMUNITY);
                          }
                          Told told = told(who, report);
                          ShiftPlanned planned =
                              new ShiftPlanned(id, worker, post, span.from(), span.until());
                          return handle(
                                  session,
                                  worker,
                                  new PlanShift(
                                      id, worker, who.onDuty(), post, !where.closed, span),
                                  told)
                              .map(outcome -> new PlannedShift(planned, told, outcome.version()))
                              .call(session::persist);
                        }));
  }

  Uni<PlannedShift> callOff(Mutiny.Session session, UUID id, Report report) {
    return register
        .own(session, PlannedShift.class, id, RosterRejection.NO_SUCH_SHIFT)
        .call(row -> Workers.hold(session, List.of(row.worker)))
        .call(
            row ->
                handle(session, row.worker, new CallOffShift(id), report.of(row))
                    .invoke(outcome -> calledOff(row, outcome.version())));
  }

  /** Whoever stands down is nowhere any more. */
  Uni<Void> callOffAll(Mutiny.Session session, EnlistedWorker worker, Report report) {
    return handle(session, worker.id, new CallOffAll(report.time()), told(worker, report))
        .chain(
            outcome ->
                Multi.createFrom()
                    .iterable(outcome.events())
                    .onItem()
                    .transformToUniAndConcatenate(
                        event ->
                            switch (event) {
                              case ShiftPlanned planned ->
                                  throw new IllegalStateException("nobody plans by calling off");
                              case ShiftCalledOff off ->
                                  session
                                      .find(PlannedShift.class, off.shift())
                                      .invoke(row -> calledOff(row, outcome.version()));
                            })
                    .collect()
                    .last())
        .replaceWithVoid();
  }

  private static void calledOff(PlannedShift row, long version) {
    row.calledOff = true;
    row.version = version;
  }

  private Uni<EventStore.Outcome<Roster, RosterEvent>> handle(
      Mutiny.Session session, UUID worker, RosterCommand command, Told told) {
    return store.handle(
        session, RULES, RosterEvent.class, EventStore.stream("roster", worker), command, told);
  }

  private Uni<EventStore.Outcome<Post, PostEvent>> handle(
      Mutiny.Session session, UUID id, PostCommand command, Told told) {
    return store.handle(
        session, POSTS, PostEvent.class, EventStore.stream("duty-post", id), command, told);
  }
}
