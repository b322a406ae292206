package org.qunfang.resident.place;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.Rejection;
import org.qunfang.events.ResidentEvent.PlaceEvent;
import org.qunfang.events.ResidentEvent.PlaceKind;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.household.HouseholdCommand.PlaceHousehold;
import org.qunfang.resident.household.HouseholdKeeper;
import org.qunfang.resident.household.HouseholdRejection;
import org.qunfang.resident.household.Households;
import org.qunfang.resident.household.RegisteredHousehold;
import org.qunfang.resident.place.PlaceCommand.ClosePlace;
import org.qunfang.resident.place.PlaceCommand.RegisterPlace;
import org.qunfang.resident.place.PlaceCommand.RegisterPlace.Surrounding;
import org.qunfang.resident.place.PlaceCommand.RenamePlace;
import org.qunfang.resident.register.Held;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;

/** Carries out what is asked of places, and says which household lies where. */
@ApplicationScoped
public class Places implements HouseholdKeeper {

  private static final PlaceDecider RULES = new PlaceDecider();

  private final Register register;
  private final EventStore store;
  private final Households households;

  Places(Register register, EventStore store, Households households) {
    this.register = register;
    this.store = store;
    this.households = households;
  }

  /** A place of the caller's own division. */
  public Uni<RegisteredPlace> own(Mutiny.Session session, UUID id) {
    return register.own(session, RegisteredPlace.class, id, PlaceRejection.NO_SUCH_PLACE);
  }

  /**
   * Lets go on only with an open place of that division, or with none at all.
   *
   * @throws CommandRejected through the Uni, with that reason, when it is none
   */
  public static Uni<Void> requireOpen(
      Mutiny.Session session, Division within, @Nullable UUID place, Rejection otherwise) {
    return place == null
        ? Uni.createFrom().voidItem()
        : session
            .find(RegisteredPlace.class, place)
            .invoke(
                row -> {
                  if (row == null || row.closed || !within.contains(row.community())) {
                    throw new CommandRejected(otherwise);
                  }
                })
            .replaceWithVoid();
  }

  Uni<RegisteredPlace> register(
      Mutiny.Session session,
      UUID id,
      PlaceKind kind,
      @Nullable UUID within,
      String name,
      Told told) {
    return surrounding(session, within, told)
        .map(around -> new RegisterPlace(id, kind, around, name))
        .call(command -> requireFreeName(session, told.community().code(), within, name))
        .chain(
            command -> {
              RegisteredPlace row = new RegisteredPlace(command, told);
              return handle(session, id, command, told)
                  .invoke(row::follow)
                  .chain(() -> session.persist(row))
                  .chain(session::flush)
                  .chain(() -> count(session, within, "buildings", 1))
                  .replaceWith(row);
            });
  }

  private Uni<@Nullable Surrounding> surrounding(
      Mutiny.Session session, @Nullable UUID within, Told told) {
    return within == null
        ? Uni.createFrom().nullItem()
        : own(session, within)
            .map(
                around -> {
                  if (!around.community().equals(told.community())) {
                    throw new CommandRejected(PlaceRejection.PLACE_OF_ANOTHER_COMMUNITY);
                  }
                  return new Surrounding(around.open().id, around.kind);
                });
  }

  Uni<RegisteredPlace> rename(
      Mutiny.Session session, RegisteredPlace row, String name, Report report) {
    return (name.equals(row.name)
            ? Uni.createFrom().voidItem()
            : requireFreeName(session, row.community, row.within, name))
        .chain(() -> handle(session, row.id, new RenamePlace(name), report.of(row)))
        .invoke(row::follow)
        .replaceWith(row);
  }

  Uni<RegisteredPlace> close(Mutiny.Session session, RegisteredPlace row, Report report) {
    boolean open = !row.closed;
    return handle(session, row.id, new ClosePlace(row.households, row.buildings), report.of(row))
        .call(() -> take(session, row.id, row.within))
        .invoke(row::follow)
        .chain(session::flush)
        .chain(
            () -> open ? count(session, row.within, "buildings", -1) : Uni.createFrom().voidItem())
        .replaceWith(row);
  }

  private static Uni<Void> requireFreeName(
      Mutiny.Session session, String community, @Nullable UUID within, String name) {
    var query =
        session
            .createSelectionQuery(
                "select count(*) from RegisteredPlace where community = ?1 and name = ?2"
                    + " and not closed and "
                    + (within == null ? "within is null" : "within = ?3"),
                Long.class)
            .setParameter(1, community)
            .setParameter(2, name);
    if (within != null) {
      query.setParameter(3, within);
    }
    return query
        .getSingleResult()
        .invoke(
            taken -> {
              if (taken > 0) {
                throw new CommandRejected(PlaceRejection.PLACE_NAME_TAKEN);
              }
            })
        .replaceWithVoid();
  }

  /** Moves a household of the caller's division to a place of its community. */
  Uni<PlacedHousehold> move(Mutiny.Session session, UUID household, UUID place, Report report) {
    return register
        .own(session, RegisteredHousehold.class, household, HouseholdRejection.NO_SUCH_HOUSEHOLD)
        .chain(
            home ->
                own(session, place)
                    .invoke(where -> fits(home, where.open()))
                    .chain(where -> move(session, home, where, report)));
  }

  private static void fits(RegisteredHousehold home, RegisteredPlace where) {
    if (!home.community().equals(where.community())) {
      throw new CommandRejected(PlaceRejection.PLACE_OF_ANOTHER_COMMUNITY);
    }
  }

  private Uni<PlacedHousehold> move(
      Mutiny.Session session, RegisteredHousehold home, RegisteredPlace where, Report report) {
    return session
        .find(PlacedHousehold.class, home.id())
        .chain(
            before -> {
              Told told =
                  before == null
                      ? report.replacing(home, 0, null, where.id)
                      : report.replacing(home, before.version, before.place, where.id);
              return before != null && before.place.equals(where.id)
                  ? Uni.createFrom().item(before)
                  : households
                      .handle(session, home, new PlaceHousehold(where.id), told)
                      .chain(() -> put(session, home, before, where, told));
            });
  }

  private static Uni<PlacedHousehold> put(
      Mutiny.Session session,
      RegisteredHousehold home,
      @Nullable PlacedHousehold before,
      RegisteredPlace where,
      Told told) {
    return (before == null
            ? take(session, where.id, where.within)
                .replaceWith(new PlacedHousehold(home, told.time()))
                .call(row -> show(session, row, where, home))
                .call(session::persist)
            : take(session, before.place, before.around, where.id, where.within)
                .chain(() -> leave(session, before))
                .chain(() -> show(session, before, where, home)))
        .call(session::flush);
  }

  private static Uni<PlacedHousehold> show(
      Mutiny.Session session,
      PlacedHousehold row,
      RegisteredPlace where,
      RegisteredHousehold home) {
    row.place = where.id;
    row.around = where.within;
    row.version = home.version();
    return count(session, row.place, "households", 1)
        .chain(() -> count(session, row.around, "households", 1))
        .replaceWith(row);
  }

  private static Uni<Void> leave(Mutiny.Session session, PlacedHousehold row) {
    return count(session, row.place, "households", -1)
        .chain(() -> count(session, row.around, "households", -1));
  }

  /** All places that will change: a building and what is around it are two. */
  private static Uni<Void> take(Mutiny.Session session, @Nullable UUID... places) {
    return Held.inOrder(
        session, RegisteredPlace.class, Arrays.stream(places).filter(Objects::nonNull).toList());
  }

  private static Uni<Void> count(
      Mutiny.Session session, @Nullable UUID place, String what, int more) {
    return place == null
        ? Uni.createFrom().voidItem()
        : session
            .createMutationQuery(
                "update RegisteredPlace set %1$s = %1$s + ?1 where id = ?2".formatted(what))
            .setParameter(1, more)
            .setParameter(2, place)
            .executeUpdate()
            .replaceWithVoid();
  }

  @Override
  public Uni<Void> closed(Mutiny.Session session, RegisteredHousehold household, Told told) {
    return session
        .find(PlacedHousehold.class, household.id())
        .chain(
            row ->
                row == null
                    ? Uni.createFrom().voidItem()
                    : take(session, row.place, row.around)
                        .chain(() -> leave(session, row))
                        .chain(() -> session.remove(row)))
        .chain(session::flush);
  }

  private Uni<EventStore.Outcome<Place, PlaceEvent>> handle(
      Mutiny.Session session, UUID id, PlaceCommand command, Told told) {
    return store.handle(
        session, RULES, PlaceEvent.class, EventStore.stream("place", id), command, told);
  }
}
