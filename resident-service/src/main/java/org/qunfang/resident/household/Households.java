package org.qunfang.resident.household;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.Rejection;
import org.qunfang.events.ResidentEvent.HouseholdClosing;
import org.qunfang.events.ResidentEvent.HouseholdEvent;
import org.qunfang.events.ResidentEvent.Tenure;
import org.qunfang.eventstore.Columns;
import org.qunfang.eventstore.CommandKey;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.Commands;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.GroupedCommands;
import org.qunfang.eventstore.GroupedCommands.Result;
import org.qunfang.eventstore.Told;
import org.qunfang.intake.StoreProblems;
import org.qunfang.resident.household.HouseholdCommand.CloseHousehold;
import org.qunfang.resident.household.HouseholdCommand.CorrectHousehold;
import org.qunfang.resident.household.OccupantFollower.MovedIn;
import org.qunfang.resident.personal.PersonalFiles;
import org.qunfang.resident.register.Held;
import org.qunfang.security.Problem;

/**
 * Carries out what is asked of households, and keeps the register in step with their streams. New
 * ones come many to a transaction.
 */
@ApplicationScoped
public class Households {

  private static final HouseholdDecider RULES = new HouseholdDecider();

  private static final String KNOWN = "select id from household where id = any($1)";

  /** In order of the ids, or two groups that meet in two households would wait for each other. */
  private static final String OCCUPY =
      """
      update household h set people = h.people + more.people
        from (select id, more.people
                from household join unnest($1::uuid[], $2::int[]) more (id, people) using (id)
               order by id for no key update of household) more
       where h.id = more.id
      """;

  private static final String ADD =
      """
      insert into household (id, community, tenure, compound, building, registered, version, revisit_overdue)
      select h.*, 1, false
        from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[]) h
      """;

  private final EventStore store;
  private final PersonalFiles files;
  private final Doors doors;
  private final List<HouseholdFollower> followers;
  private final List<HouseholdKeeper> keepers;
  private final List<OccupantFollower> occupants;
  private final GroupedCommands<NewHousehold, HouseholdResource.Answer> group;

  Households(
      EventStore store,
      PersonalFiles files,
      Doors doors,
      @All List<HouseholdFollower> followers,
      @All List<HouseholdKeeper> keepers,
      @All List<OccupantFollower> occupants,
      Commands commands) {
    this.store = store;
    this.files = files;
    this.doors = doors;
    this.followers = followers;
    this.keepers = keepers;
    this.occupants = occupants;
    this.group = commands.grouped("households", HouseholdResource.Answer.class, this::register);
  }

  /** Registers one, together with whatever else is waiting. */
  Uni<HouseholdResource.Answer> register(CommandKey key, NewHousehold household) {
    return group.once(key, household);
  }

  /**
   * Takes its turn, which writes, and then reads whether doors are free. One may have become so by
   * what a younger transaction told, as that a household was closed, and that is published after
   * who came to the door. No reader relies on it: the two are of different streams, and no event
   * tells a door. Whoever finds a door taken, or an id, tells nothing.
   */
  private Uni<List<Result<HouseholdResource.Answer>>> register(
      SqlConnection connection, List<NewHousehold> households) {
    return doors
        .takeTurns(connection, households.stream().filter(NewHousehold::alone).toList())
        .chain(() -> known(connection, households))
        .chain(
            known -> {
              List<NewHousehold> fresh =
                  households.stream().filter(each -> known.add(each.id())).toList();
              return doors
                  .neighbours(connection, fresh)
                  .chain(
                      neighbours -> {
                        List<NewHousehold> added =
                            fresh.stream()
                                .filter(each -> !neighbours.containsKey(each.id()))
                                .toList();
                        return add(connection, added)
                            .map(done -> results(households, added, neighbours));
                      });
            });
  }

  private static Uni<Set<UUID>> known(SqlConnection connection, List<NewHousehold> households) {
    return connection
        .preparedQuery(KNOWN)
        .execute(Tuple.of(households.stream().map(NewHousehold::id).toArray(UUID[]::new)))
        .map(
            rows -> {
              Set<UUID> known = new HashSet<>();
              rows.forEach(row -> known.add(row.getUUID(0)));
              return known;
            });
  }

  private static List<Result<HouseholdResource.Answer>> results(
      List<NewHousehold> all, List<NewHousehold> added, Map<UUID, UUID> neighbours) {
    Set<NewHousehold> fresh = new HashSet<>(added);
    List<Result<HouseholdResource.Answer>> results = new ArrayList<>(all.size());
    for (NewHousehold each : all) {
      // Removed when it is answered: the same household twice in a group is registered once.
      results.add(
          fresh.remove(each)
              ? new Result.Done<>(
                  HouseholdResource.Answer.of(new RegisteredHousehold(each.command(), each.told())))
              : new Result.Refused<>(refusal(neighbours.get(each.id()))));
    }
    return results;
  }

  private static RuntimeException refusal(@Nullable UUID neighbour) {
    return neighbour == null
        ? new CommandRejected(HouseholdRejection.HOUSEHOLD_ALREADY_REGISTERED)
        : atDoor(neighbour);
  }

  private static Problem atDoor(UUID neighbour) {
    return StoreProblems.of(HouseholdRejection.HOUSEHOLD_AT_DOOR).with("household", neighbour);
  }

  /**
   * Lets go on only with households that are on the register of that community, all of them, and
   * stay there until this is done.
   *
   * @throws CommandRejected through the Uni, with that reason, when one is not of that community,
   *     and {@link HouseholdRejection#HOUSEHOLD_CLOSED} when one is closed
   */
  public static Uni<Void> requireOpen(
      Mutiny.Session session, Division community, Set<UUID> households, Rejection otherwise) {
    return Held.asTheyAre(session, RegisteredHousehold.class, households)
        .chain(
            () ->
                session
                    .createSelectionQuery(
                        "from RegisteredHousehold where id in ?1 and community = ?2",
                        RegisteredHousehold.class)
                    .setParameter(1, households)
                    .setParameter(2, community.code())
                    .setReadOnly(true)
                    .getResultList())
        .invoke(
            found -> {
              if (found.size() != households.size()) {
                throw new CommandRejected(otherwise);
              }
              found.forEach(RegisteredHousehold::open);
            })
        .replaceWithVoid();
  }

  /** Registers households behind doors that had none, in the caller's transaction. */
  public Uni<Void> registerAtDoors(SqlConnection connection, List<NewHousehold> households) {
    return doors.takeTurns(connection, households).chain(() -> add(connection, households));
  }

  private Uni<Void> add(SqlConnection connection, List<NewHousehold> households) {
    if (households.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<RegisteredHousehold> rows =
        households.stream()
            .map(each -> new RegisteredHousehold(each.command(), each.told()))
            .toList();
    return store
        .begin(connection, households.stream().map(this::beginning).toList())
        .chain(() -> connection.preparedQuery(ADD).execute(columns(rows)))
        .chain(
            () ->
                files.addDoors(
                    connection,
                    households.stream().map(NewHousehold::door).filter(Objects::nonNull).toList()))
        .chain(() -> follow(connection, rows));
  }

  private EventStore.Beginning beginning(NewHousehold household) {
    return new EventStore.Beginning(
        EventStore.stream("household", household.id()),
        household.told(),
        household.traceparent(),
        store.first(RULES, household.command()));
  }

  private static Tuple columns(List<RegisteredHousehold> rows) {
    return Tuple.of(
        Columns.of(rows, UUID[]::new, row -> row.id),
        Columns.of(rows, String[]::new, row -> row.community),
        Columns.of(rows, String[]::new, row -> row.tenure.name()),
        Columns.of(rows, String[]::new, row -> row.compound),
        Columns.of(rows, String[]::new, row -> row.building),
        Columns.of(rows, OffsetDateTime[]::new, row -> row.registered.atOffset(ZoneOffset.UTC)));
  }

  private Uni<Void> follow(SqlConnection connection, List<RegisteredHousehold> rows) {
    return Multi.createFrom()
        .iterable(followers)
        .onItem()
        .transformToUniAndConcatenate(follower -> follower.registered(connection, rows))
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** On a household of the register. */
  public Uni<RegisteredHousehold> handle(
      Mutiny.Session session, RegisteredHousehold row, HouseholdCommand command, Told told) {
    return handling(session, row, command, told).replaceWith(row);
  }

  /** The same, with what it came to. */
  public Uni<EventStore.Outcome<Household, HouseholdEvent>> handling(
      Mutiny.Session session, RegisteredHousehold row, HouseholdCommand command, Told told) {
    return store
        .handle(
            session,
            RULES,
            HouseholdEvent.class,
            EventStore.stream("household", row.id),
            command,
            told)
        .invoke(row::follow);
  }

  /**
   * Corrects who holds a household.
   *
   * @param shared others of that tenure may live behind its door
   */
  Uni<RegisteredHousehold> correct(
      Mutiny.Session session, RegisteredHousehold row, Tenure tenure, boolean shared, Told told) {
    boolean joining = row.open().tenure != tenure && !shared;
    return (joining ? requireAlone(session, row, tenure) : Uni.createFrom().voidItem())
        .chain(() -> handle(session, row, new CorrectHousehold(tenure), told));
  }

  private Uni<Void> requireAlone(Mutiny.Session session, RegisteredHousehold row, Tenure tenure) {
    return doors
        .takeTurn(session, row.community())
        .chain(() -> doors.neighbour(session, row.id, tenure))
        .invoke(
            neighbour -> {
              if (neighbour != null) {
                throw atDoor(neighbour);
              }
            })
        .replaceWithVoid();
  }

  /** Takes a household off the register, and out of whatever it was in. */
  Uni<RegisteredHousehold> close(
      Mutiny.Session session, RegisteredHousehold row, HouseholdClosing reason, Told told) {
    return handling(session, row, new CloseHousehold(reason, row.people), told)
        .chain(
            outcome ->
                outcome.events().isEmpty()
                    ? Uni.createFrom().voidItem()
                    : letGo(session, row, told))
        .replaceWith(row);
  }

  private Uni<Void> letGo(Mutiny.Session session, RegisteredHousehold row, Told told) {
    Uni<Void> done = session.flush();
    for (HouseholdKeeper keeper : keepers) {
      done = done.chain(() -> keeper.closed(session, row, told));
    }
    return done;
  }

  /** So many more live in each of these households. */
  public Uni<Void> moveIn(SqlConnection connection, List<MovedIn> homes) {
    return connection
        .preparedQuery(OCCUPY)
        .execute(
            Tuple.of(
                Columns.of(homes, UUID[]::new, MovedIn::household),
                Columns.of(homes, Integer[]::new, MovedIn::people)))
        .chain(() -> tell(follower -> follower.movedIn(connection, homes)));
  }

  /** One more lives there. */
  public Uni<Void> moveIn(Mutiny.Session session, UUID household, Division community) {
    return occupy(session, household, 1)
        .chain(() -> tell(follower -> follower.movedIn(session, household, community)));
  }

  /** That resident lives there no longer. */
  public Uni<Void> moveOut(Mutiny.Session session, UUID household, UUID resident) {
    return occupy(session, household, -1)
        .chain(() -> tell(follower -> follower.movedOut(session, household, resident)));
  }

  private Uni<Void> tell(Function<OccupantFollower, Uni<Void>> change) {
    return Multi.createFrom()
        .iterable(occupants)
        .onItem()
        .transformToUniAndConcatenate(change::apply)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private static Uni<Void> occupy(Mutiny.Session session, UUID household, int people) {
    return session
        .createMutationQuery("update RegisteredHousehold set people = people + ?2 where id = ?1")
        .setParameter(1, household)
        .setParameter(2, people)
        .executeUpdate()
        .replaceWithVoid();
  }
}
