package org.qunfang.resident.household;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.PlateCategory;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.household.HouseholdCommand.AssignPlate;
import org.qunfang.resident.personal.PlateFiles;
import org.qunfang.resident.register.Held;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.security.Problem;

/**
 * Gives out door plates, each category of a community numbered for itself from one on. The order is
 * that of the request, so that a stairway gets the numbers that somebody walking up expects.
 */
@ApplicationScoped
class DoorPlates implements HouseholdKeeper {

  private final Register register;
  private final Households households;
  private final PlateFiles files;

  DoorPlates(Register register, Households households, PlateFiles files) {
    this.register = register;
    this.households = households;
    this.files = files;
  }

  /** A door, what will stand on its plate, and which version of it was looked at. */
  record Door(UUID household, @Nullable String text, @Nullable Long version) {}

  Uni<List<DoorPlate>> assign(
      Mutiny.Session session, PlateCategory category, List<Door> doors, Report report) {
    return Held.asTheyAre(
            session, RegisteredHousehold.class, doors.stream().map(Door::household).toList())
        .chain(
            () ->
                Multi.createFrom()
                    .range(0, doors.size())
                    .onItem()
                    .transformToUniAndConcatenate(
                        i -> assign(session, category, doors.get(i), i, report))
                    .collect()
                    .asList());
  }

  private Uni<DoorPlate> assign(
      Mutiny.Session session, PlateCategory category, Door door, int index, Report report) {
    return assign(session, category, door, report.seen(door.version()))
        .onFailure(Problem.class)
        .transform(
            refused ->
                ((Problem) refused).with("index", index).with("household", door.household()));
  }

  private Uni<DoorPlate> assign(
      Mutiny.Session session, PlateCategory category, Door door, Report report) {
    return register
        .own(
            session,
            RegisteredHousehold.class,
            door.household(),
            HouseholdRejection.NO_SUCH_HOUSEHOLD)
        .invoke(RegisteredHousehold::open)
        .chain(
            home ->
                session
                    .find(DoorPlate.class, home.id)
                    .chain(before -> plate(session, home, before, category, door.text(), report))
                    .call(plate -> write(session, home, door.text())));
  }

  private Uni<DoorPlate> plate(
      Mutiny.Session session,
      RegisteredHousehold home,
      @Nullable DoorPlate before,
      PlateCategory category,
      @Nullable String text,
      Report report) {
    return files
        .standing(session, home.id)
        .chain(
            standing -> {
              UUID wanted = text == null ? standing : files.lookup(home.community(), text);
              long version = before == null ? 0 : before.version;
              report.requireLook(version, standing, wanted);
              Told told =
                  report.replacing(
                      home, version, before == null ? null : before.category, category);
              boolean rewritten = !Objects.equals(standing, wanted);
              return before != null && before.category == category && !rewritten
                  ? Uni.createFrom().item(before)
                  : number(session, home, before, category)
                      .map(number -> new AssignPlate(category, number, rewritten))
                      .chain(command -> plate(session, home, before, command, told));
            });
  }

  private Uni<DoorPlate> plate(
      Mutiny.Session session,
      RegisteredHousehold home,
      @Nullable DoorPlate before,
      AssignPlate command,
      Told told) {
    return households
        .handle(session, home, command, told)
        .chain(
            row -> {
              DoorPlate plate = before == null ? new DoorPlate(home, told.time()) : before;
              plate.category = command.category();
              plate.number = command.number();
              plate.version = row.version;
              return before == null
                  ? session.persist(plate).replaceWith(plate)
                  : Uni.createFrom().item(plate);
            });
  }

  /** In the category that it has it keeps its number: another would leave a gap. */
  private static Uni<Integer> number(
      Mutiny.Session session,
      RegisteredHousehold home,
      @Nullable DoorPlate before,
      PlateCategory category) {
    return before != null && before.category == category
        ? Uni.createFrom().item(before.number)
        : next(session, new PlateSeries.Key(home.community, category));
  }

  private static Uni<Integer> next(Mutiny.Session session, PlateSeries.Key key) {
    return session
        .find(PlateSeries.class, key)
        .chain(
            series -> {
              if (series != null) {
                return Uni.createFrom().item(++series.last);
              }
              PlateSeries first = new PlateSeries(key);
              first.last = 1;
              return session.persist(first).replaceWith(1);
            });
  }

  private Uni<Void> write(Mutiny.Session session, RegisteredHousehold home, @Nullable String text) {
    return text == null
        ? Uni.createFrom().voidItem()
        : files
            .put(session, home.community(), home.id, text)
            .invoke(
                free -> {
                  if (!free) {
                    throw new CommandRejected(HouseholdRejection.PLATE_TAKEN);
                  }
                })
            .replaceWithVoid();
  }

  /** Where that stands on the plate. */
  Uni<DoorPlate> find(Mutiny.Session session, Division community, String text) {
    return files
        .find(session, community, text)
        .onItem()
        .transform(
            found -> found.orElseThrow(() -> new CommandRejected(HouseholdRejection.NO_DOOR_PLATE)))
        .chain(
            household ->
                register.own(
                    session, DoorPlate.class, household, HouseholdRejection.NO_DOOR_PLATE));
  }

  @Override
  public Uni<Void> closed(Mutiny.Session session, RegisteredHousehold household, Told told) {
    return session
        .createMutationQuery("delete from DoorPlate where household = ?1")
        .setParameter(1, household.id)
        .executeUpdate()
        .chain(() -> files.remove(session, household.id));
  }
}
