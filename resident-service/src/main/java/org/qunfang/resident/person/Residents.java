package org.qunfang.resident.person;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.EventIds;
import org.qunfang.events.ResidentEvent.DuplicateRuledOut;
import org.qunfang.events.ResidentEvent.PersonEvent;
import org.qunfang.events.ResidentEvent.ResidentCorrected;
import org.qunfang.events.ResidentEvent.ResidentForgotten;
import org.qunfang.events.ResidentEvent.ResidentLeft;
import org.qunfang.events.ResidentEvent.ResidentMerged;
import org.qunfang.events.ResidentEvent.ResidentMoved;
import org.qunfang.events.ResidentEvent.ResidentMovedAway;
import org.qunfang.events.ResidentEvent.ResidentRegistered;
import org.qunfang.events.ResidentEvent.ReturnRegistered;
import org.qunfang.events.ResidentEvent.ReturnReviewed;
import org.qunfang.events.ResidentEvent.SpecialCareEnded;
import org.qunfang.events.ResidentEvent.SpecialCareNoted;
import org.qunfang.events.ResidentEvent.SymptomsReported;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.EventStore.Dated;
import org.qunfang.eventstore.EventStore.Outcome;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.household.HouseholdRejection;
import org.qunfang.resident.household.Households;
import org.qunfang.resident.household.RegisteredHousehold;
import org.qunfang.resident.person.ResidentCommand.Depart;
import org.qunfang.resident.person.ResidentCommand.Die;
import org.qunfang.resident.person.ResidentCommand.MoveAway;
import org.qunfang.resident.person.ResidentCommand.MoveIn;
import org.qunfang.resident.personal.PersonalFiles;
import org.qunfang.resident.register.Held;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.security.DivisionScope;

/** Carries out what is asked of residents, and keeps register and personal files in step. */
@ApplicationScoped
public class Residents {

  static final ResidentDecider RULES = new ResidentDecider();

  private final Register register;
  private final DivisionScope scope;
  private final EventStore store;
  private final PersonalFiles files;
  private final Households households;

  Residents(
      Register register,
      DivisionScope scope,
      EventStore store,
      PersonalFiles files,
      Households households) {
    this.register = register;
    this.scope = scope;
    this.store = store;
    this.files = files;
    this.households = households;
  }

  /** A resident of the caller's own division, present or gone. */
  public Uni<RegisteredResident> own(Mutiny.Session session, UUID id) {
    return register.own(session, RegisteredResident.class, id, ResidentRejection.NO_SUCH_RESIDENT);
  }

  /** Those of these residents who count in that division, in order of their ids. */
  Uni<List<RegisteredResident>> all(Mutiny.Session session, Division within, List<UUID> ids) {
    return session
        .createSelectionQuery(
            "from RegisteredResident where id in ?1 and community like ?2 order by id",
            RegisteredResident.class)
        .setParameter(1, ids)
        .setParameter(2, within.prefix() + "%")
        .setReadOnly(true)
        .getResultList();
  }

  /** Those of them who are residents of the caller's own division, present or gone. */
  public Uni<Map<UUID, RegisteredResident>> own(Mutiny.Session session, Collection<UUID> ids) {
    return session
        .createSelectionQuery(
            "from RegisteredResident where id in ?1 and community like ?2",
            RegisteredResident.class)
        .setParameter(1, ids)
        .setParameter(2, scope.prefix() + "%")
        .getResultList()
        .map(rows -> rows.stream().collect(toMap(row -> row.id, identity())));
  }

  /**
   * Of these something is decided: nobody decides something else of them, and none of them leaves,
   * without seeing it. It comes last.
   */
  public static Uni<Void> hold(Mutiny.Session session, Collection<UUID> residents) {
    return Held.asTheyAre(session, RegisteredResident.class, residents);
  }

  /** A resident of the caller's own division who has not left. */
  public Uni<RegisteredResident> present(Mutiny.Session session, UUID id) {
    return own(session, id)
        .invoke(
            row -> {
              if (row.gone) {
                throw new CommandRejected(ResidentRejection.RESIDENT_LEFT);
              }
            });
  }

  /** Carries out a command on a resident of the caller's own division. */
  public Uni<RegisteredResident> handle(
      Mutiny.Session session, UUID id, ResidentCommand command, Report report) {
    return own(session, id)
        .call(row -> command instanceof Depart ? take(session, List.of(row.household)) : nothing())
        .call(row -> handle(session, row, command, report.of(row)));
  }

  /** Before whoever leaves or moves, and before what follows from that. */
  private static Uni<Void> take(Mutiny.Session session, Collection<UUID> households) {
    return Held.inOrder(session, RegisteredHousehold.class, households);
  }

  /** Takes where these live: none of them leaves or moves before this is done. */
  public static Uni<Void> takeHomes(Mutiny.Session session, Collection<UUID> residents) {
    return session
        .createSelectionQuery("select household from RegisteredResident where id in ?1", UUID.class)
        .setParameter(1, residents)
        .getResultList()
        .chain(households -> take(session, households));
  }

  /**
   * The same on a resident who may count elsewhere by now: the caller answers for what it is about.
   */
  public Uni<RegisteredResident> handleWherever(
      Mutiny.Session session, UUID id, ResidentCommand command, Report report) {
    return session
        .find(RegisteredResident.class, id)
        .call(row -> handle(session, row, command, report.of(row)));
  }

  /** The entry that stands for a person by now, however often the one of that id was merged. */
  public static Uni<UUID> standing(Mutiny.Session session, UUID id) {
    return session
        .find(RegisteredResident.class, id)
        .chain(
            row -> {
              UUID into = row.mergedInto;
              return into == null ? Uni.createFrom().item(row.id) : standing(session, into);
            });
  }

  /**
   * Somebody died, wherever they live by now: they leave as all do who leave. Whoever tells it has
   * taken their home before.
   */
  public Uni<Void> die(Mutiny.Session session, UUID id, Instant time, String actor) {
    return session
        .find(RegisteredResident.class, id)
        .chain(
            row ->
                store
                    .conclude(
                        session,
                        RULES,
                        PersonEvent.class,
                        stream(row),
                        new Die(),
                        new Told(row.community(), time, actor))
                    .chain(outcome -> follow(session, row, outcome)));
  }

  /** Carries out a command on an entry of the register. */
  Uni<RegisteredResident> handle(
      Mutiny.Session session, RegisteredResident row, ResidentCommand command, Told told) {
    return store
        .handle(session, RULES, PersonEvent.class, stream(row), command, told)
        .chain(outcome -> follow(session, row, outcome))
        .replaceWith(row);
  }

  private static String stream(RegisteredResident row) {
    return EventStore.stream("resident", row.id);
  }

  private Uni<Void> follow(
      Mutiny.Session session, RegisteredResident row, Outcome<Resident, PersonEvent> outcome) {
    row.version = outcome.version();
    return follow(session, row, outcome.happened());
  }

  private Uni<Void> follow(
      Mutiny.Session session, RegisteredResident row, List<Dated<PersonEvent>> happened) {
    return Multi.createFrom()
        .iterable(happened)
        .onItem()
        .transformToUniAndConcatenate(each -> follow(session, row, each.event(), each.time()))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> follow(
      Mutiny.Session session, RegisteredResident row, PersonEvent event, Instant time) {
    return switch (event) {
      case ResidentRegistered registered ->
          throw new IllegalStateException("a registration makes a row and changes none");
      case ResidentCorrected corrected -> {
        row.correct(corrected);
        yield nothing();
      }
      // The row goes with the person when they move in.
      case ResidentMovedAway away -> nothing();
      case ResidentMoved moved -> move(session, row, moved);
      case ResidentMerged merged -> {
        row.mergedInto = merged.into();
        yield leave(session, row, time).chain(() -> files.merge(session, row.id, merged.into()));
      }
      // Who died is kept from coming back with the next roster until they are forgotten.
      case ResidentLeft left ->
          leave(session, row, time)
              .chain(
                  () ->
                      Boolean.TRUE.equals(left.died())
                          ? nothing()
                          : files.release(session, row.id));
      case SpecialCareNoted noted -> {
        row.special = true;
        yield session.persist(
            new SpecialCare(EventIds.next(), row.community(), row.id, noted.care(), time));
      }
      case SpecialCareEnded ended -> {
        row.special = !ended.last();
        yield SpecialCare.end(session, row.id, ended.care(), time);
      }
      case SymptomsReported symptoms -> nothing();
      case ReturnRegistered registered -> nothing();
      case ReturnReviewed reviewed -> nothing();
      case DuplicateRuledOut ruledOut -> nothing();
      case ResidentForgotten forgotten -> {
        row.forgotten = true;
        yield session
            .flush()
            .chain(() -> files.destroy(session, row.id))
            .chain(() -> PossibleDuplicate.drop(session, row.id));
      }
    };
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }

  private Uni<Void> leave(Mutiny.Session session, RegisteredResident row, Instant time) {
    row.gone = true;
    row.left = time;
    return session
        .flush()
        .chain(() -> households.moveOut(session, row.household, row.id))
        .chain(() -> PossibleDuplicate.drop(session, row.id));
  }

  private Uni<Void> move(Mutiny.Session session, RegisteredResident row, ResidentMoved moved) {
    // Whoever leaves changes the figures of a round, which everybody waits for.
    return session
        .flush()
        .chain(() -> households.moveIn(session, moved.household(), row.community()))
        .chain(() -> households.moveOut(session, moved.fromHousehold(), row.id))
        .chain(() -> files.move(session, row.id, row.community()))
        .chain(() -> SpecialCare.move(session, row.id, row.community()))
        .chain(() -> PossibleDuplicate.move(session, row.id, row.community()));
  }

  /** They live in another household of the caller's own division now. */
  Uni<RegisteredResident> move(Mutiny.Session session, UUID id, UUID household, Report report) {
    return own(session, id)
        .chain(
            row ->
                register
                    .own(
                        session,
                        RegisteredHousehold.class,
                        household,
                        HouseholdRejection.NO_SUCH_HOUSEHOLD)
                    .map(RegisteredHousehold::open)
                    .call(home -> take(session, List.of(row.household, home.id())))
                    .call(
                        home ->
                            move(
                                session,
                                row,
                                home,
                                report.replacing(row, row.household, home.id())))
                    .replaceWith(row));
  }

  /** Between communities it is told in both, in each what it means there. */
  private Uni<RegisteredResident> move(
      Mutiny.Session session, RegisteredResident row, RegisteredHousehold home, Told told) {
    Division from = row.community();
    Division to = home.community();
    if (from.equals(to)) {
      return moveIn(session, row, home, null, told);
    }
    return handle(session, row, new MoveAway(to), told)
        .chain(() -> moveIn(session, row, home, from, new Told(to, told.time(), told.actor())));
  }

  private Uni<RegisteredResident> moveIn(
      Mutiny.Session session,
      RegisteredResident row,
      RegisteredHousehold home,
      @Nullable Division from,
      Told told) {
    row.household = home.id();
    row.community = home.community().code();
    return handle(session, row, new MoveIn(home.id(), from), told);
  }
}
