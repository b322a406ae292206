package org.qunfang.resident.worker;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.EventIds;
import org.qunfang.events.ResidentEvent.PointsCorrected;
import org.qunfang.events.ResidentEvent.PointsEarned;
import org.qunfang.events.ResidentEvent.PointsEvent;
import org.qunfang.events.ResidentEvent.PointsSpent;
import org.qunfang.events.ResidentEvent.TaskCompleted;
import org.qunfang.eventstore.CommandKey;
import org.qunfang.eventstore.Commands;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.EventStore.Dated;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.worker.PointsCommand.Earn;

/** Books points: one line of the ledger for each event of the worker's account. */
@ApplicationScoped
class Accounts {

  private static final PointsDecider RULES = new PointsDecider();

  private final Commands commands;
  private final EventStore store;
  private final Workers workers;

  Accounts(Commands commands, EventStore store, Workers workers) {
    this.commands = commands;
    this.store = store;
    this.workers = workers;
  }

  /** What a task earned; the entry's id follows from the task, so that none pays twice. */
  Uni<Void> earn(Mutiny.Session session, TaskCompleted done, Told told) {
    UUID entry = EventIds.named("points", done.task().toString());
    return book(
            session,
            done.worker(),
            new Earn(entry, done.worker(), done.task(), done.points()),
            told)
        .replaceWithVoid();
  }

  /** Carries out what somebody asks for of an account, once. */
  Uni<PointsResource.Answer> booked(
      CommandKey key, UUID worker, PointsCommand command, Report report) {
    return commands.once(
        key,
        PointsResource.Answer.class,
        session ->
            workers
                .held(session, worker)
                .chain(row -> book(session, worker, command, Workers.told(row, report)))
                .map(entry -> PointsResource.Answer.of(entry.orElseThrow())));
  }

  /** The line that the command led to; none when there was nothing to book. */
  Uni<Optional<PointsEntry>> book(
      Mutiny.Session session, UUID worker, PointsCommand command, Told told) {
    return store
        .handle(
            session, RULES, PointsEvent.class, EventStore.stream("points", worker), command, told)
        .chain(
            outcome ->
                outcome.happened().isEmpty()
                    ? Uni.createFrom().item(Optional.<PointsEntry>empty())
                    : enter(session, outcome, told).map(Optional::of));
  }

  private Uni<PointsEntry> enter(
      Mutiny.Session session, EventStore.Outcome<PointsAccount, PointsEvent> outcome, Told told) {
    Dated<PointsEvent> booked = outcome.happened().getLast();
    PointsEntry entry =
        new PointsEntry(
            booked.event(), outcome.state().balance(), told.at(booked.time()), outcome.version());
    return session
        .persist(entry)
        .chain(() -> workers.count(session, entry.worker, amounts(booked.event())))
        .replaceWith(entry);
  }

  private static Map<Tally, Integer> amounts(PointsEvent event) {
    Map<Tally, Integer> amounts = new EnumMap<>(Tally.class);
    amounts.put(Tally.POINTS_BALANCE, PointsDecider.amount(event));
    switch (event) {
      case PointsEarned earned -> amounts.put(Tally.POINTS_EARNED, earned.points());
      case PointsSpent spent -> amounts.put(Tally.POINTS_SPENT, spent.points());
      case PointsCorrected corrected -> {}
    }
    return amounts;
  }
}
