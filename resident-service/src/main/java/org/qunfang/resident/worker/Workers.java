package org.qunfang.resident.worker;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.WorkerEvent;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.register.Held;
import org.qunfang.resident.register.InCommunity;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.worker.HandOver.LeftOpen;
import org.qunfang.resident.worker.HandOver.ToAll;
import org.qunfang.resident.worker.HandOver.ToSuccessor;
import org.qunfang.resident.worker.HandOver.Unsaid;
import org.qunfang.resident.worker.WorkerCommand.ChangeAccount;
import org.qunfang.resident.worker.WorkerCommand.Enlist;
import org.qunfang.resident.worker.WorkerCommand.StandDown;

/**
 * Carries out what is asked of workers, and keeps their register in step with their streams.
 *
 * <p>Whoever is given something, or has it taken away, is held first: nobody is given anything in
 * the moment in which they stand down.
 */
@ApplicationScoped
public class Workers {

  private static final WorkerDecider RULES = new WorkerDecider();

  private final Register register;
  private final EventStore store;

  Workers(Register register, EventStore store) {
    this.register = register;
    this.store = store;
  }

  /** A worker of the caller's own division, on duty or not. */
  public Uni<EnlistedWorker> own(Mutiny.Session session, UUID id) {
    return register.own(session, EnlistedWorker.class, id, WorkerRejection.NO_SUCH_WORKER);
  }

  Uni<EnlistedWorker> enlist(Mutiny.Session session, Enlist command, Told told) {
    return requireFree(session, command.id(), command.account())
        .chain(() -> handle(session, command.id(), command, told))
        .map(outcome -> new EnlistedWorker(command, told, outcome.version()))
        .call(session::persist);
  }

  /** Whoever replaces an account looked at it before. */
  Uni<EnlistedWorker> changeAccount(
      Mutiny.Session session, UUID id, @Nullable UUID account, Report report) {
    return own(session, id)
        .call(row -> change(session, row, account, report.replacing(row, row.account, account)));
  }

  private Uni<Void> change(
      Mutiny.Session session, EnlistedWorker row, @Nullable UUID account, Told told) {
    return requireFree(session, row.id, account)
        .chain(() -> handle(session, row.id, new ChangeAccount(account), told))
        .invoke(
            outcome -> {
              row.account = account;
              row.version = outcome.version();
            })
        .replaceWithVoid();
  }

  /** Nobody else who is on duty uses that account. */
  private static Uni<Void> requireFree(
      Mutiny.Session session, UUID worker, @Nullable UUID account) {
    return account == null
        ? Uni.createFrom().voidItem()
        : session
            .createSelectionQuery(
                "select count(*) from EnlistedWorker where account = ?1 and onDuty and id <> ?2",
                Long.class)
            .setParameter(1, account)
            .setParameter(2, worker)
            .getSingleResult()
            .invoke(
                taken -> {
                  if (taken > 0) {
                    throw new CommandRejected(WorkerRejection.ACCOUNT_TAKEN);
                  }
                })
            .replaceWithVoid();
  }

  Uni<EnlistedWorker> standDown(Mutiny.Session session, EnlistedWorker row, Report report) {
    return handle(session, row.id, new StandDown(), report.of(row))
        .invoke(
            outcome -> {
              row.onDuty = false;
              row.version = outcome.version();
            })
        .replaceWith(row);
  }

  /** These stay on duty, or off it, until this is done. */
  public static Uni<Void> hold(Mutiny.Session session, Collection<UUID> workers) {
    return Held.asTheyAre(session, EnlistedWorker.class, workers);
  }

  /** A worker of the caller's own division, who is held. */
  Uni<EnlistedWorker> held(Mutiny.Session session, UUID id) {
    return own(session, id).call(row -> hold(session, List.of(id)));
  }

  /** Holds whoever stands down, together with those who take over. */
  Uni<Void> holdBothSides(Mutiny.Session session, EnlistedWorker from, HandOver to) {
    return takers(session, from, to)
        .chain(
            takers -> hold(session, Stream.concat(takers.stream(), Stream.of(from.id)).toList()));
  }

  private static Uni<List<UUID>> takers(Mutiny.Session session, EnlistedWorker from, HandOver to) {
    return switch (to) {
      case Unsaid() -> Uni.createFrom().item(List.of());
      case LeftOpen() -> Uni.createFrom().item(List.of());
      case ToSuccessor(UUID successor) -> Uni.createFrom().item(List.of(successor));
      case ToAll() ->
          cadres(session, from.community(), from.id)
              .map(rows -> rows.stream().map(EnlistedWorker::id).toList());
    };
  }

  /** Those on duty in a community who can answer for others, but that one. */
  public static Uni<List<EnlistedWorker>> cadres(
      Mutiny.Session session, Division community, @Nullable UUID but) {
    return session
        .createSelectionQuery(
            "from EnlistedWorker where community = ?1 and onDuty order by id", EnlistedWorker.class)
        .setParameter(1, community.code())
        .getResultList()
        .map(
            rows ->
                rows.stream()
                    .filter(row -> WorkerDecider.answers(row.kind) && !row.id.equals(but))
                    .toList());
  }

  private Uni<EventStore.Outcome<Worker, WorkerEvent>> handle(
      Mutiny.Session session, UUID id, WorkerCommand command, Told told) {
    return store.handle(
        session, RULES, WorkerEvent.class, EventStore.stream("worker", id), command, told);
  }

  /** Counts so much more of a worker, whose row is in hand. */
  public Uni<Void> count(Mutiny.Session session, EnlistedWorker row, Map<Tally, Integer> amounts) {
    amounts.forEach((tally, amount) -> tally.add(row, amount));
    return count(session, row.id, amounts);
  }

  /** Counts so much more of a worker. */
  public Uni<Void> count(Mutiny.Session session, UUID worker, Map<Tally, Integer> amounts) {
    String changes =
        amounts.keySet().stream()
            .map(tally -> "%1$s = %1$s + :%1$s".formatted(tally.column()))
            .collect(Collectors.joining(", "));
    var update =
        session
            .createNativeQuery("update worker set " + changes + " where id = :worker")
            .setParameter("worker", worker);
    amounts.forEach((tally, amount) -> update.setParameter(tally.column(), amount));
    return update.executeUpdate().replaceWithVoid();
  }

  /** What the report tells of something that belongs to a worker, whatever the worker's version. */
  static Told told(InCommunity place, Report report) {
    return new Told(place.community(), report.time(), report.actor());
  }
}
