package org.qunfang.resident.person;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.eventstore.Columns;
import org.qunfang.eventstore.CommandKey;
import org.qunfang.eventstore.Commands;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.GroupedCommands;
import org.qunfang.eventstore.GroupedCommands.Result;
import org.qunfang.eventstore.Told;
import org.qunfang.intake.StoreProblems;
import org.qunfang.resident.household.HouseholdRejection;
import org.qunfang.resident.household.Households;
import org.qunfang.resident.household.NewHousehold;
import org.qunfang.resident.household.OccupantFollower.MovedIn;
import org.qunfang.resident.personal.Hash;
import org.qunfang.resident.personal.PersonalFiles;
import org.qunfang.resident.personal.SealedFile;
import org.qunfang.resident.register.InCommunity;
import org.qunfang.security.Problem;

/**
 * Registers persons, whose many requests share a transaction: one query for all that they depend
 * on, and a few statements for all that happened. A refusal says in {@code index} which person of a
 * request it is about, and never whose document it met.
 */
@ApplicationScoped
public class Registrations {

  private static final String LOOK_UP =
      """
      select 'HOUSEHOLD', id, community, registered, version, closed, null::bytea
        from household where id = any($1)
      union all
      select 'RESIDENT', id, null, null, null, null, null
        from resident where id = any($2)
      union all
      select 'DOCUMENT', f.resident, f.community, null, null, r.gone, f.document
        from personal_file f join resident r on r.id = f.resident where f.document = any($3)
      union all
      select 'MARK', f.roster_mark, f.community, null, null, r.gone, null
        from personal_file f join resident r on r.id = f.resident where f.roster_mark = any($4)
      """;

  private static final String ADD =
      """
      insert into resident (id, community, household, residency, foreigner, age_band, sex, registered, version)
      select r.*, 1
        from unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::boolean[], $6::text[], $7::text[],
                    $8::timestamptz[]) r
      """;

  private final EventStore store;
  private final PersonalFiles files;
  private final Households households;
  private final GroupedCommands<Registration, Registered> group;

  Registrations(EventStore store, PersonalFiles files, Households households, Commands commands) {
    this.store = store;
    this.files = files;
    this.households = households;
    this.group =
        commands.grouped(
            "residents",
            Registered.class,
            (connection, registrations) -> register(connection, registrations, List.of()));
  }

  /**
   * Persons who are registered in one household, all or none.
   *
   * @param within the household must lie in there
   * @param traceparent the trace that it was told in
   */
  public record Registration(
      UUID household, Division within, List<NewResident> people, @Nullable String traceparent) {}

  /** The ids of the persons, in the order they came in. */
  public record Registered(List<UUID> ids) {}

  /** Registers persons together with whatever else is waiting. */
  public Uni<Registered> register(CommandKey key, Registration registration) {
    return group.once(key, registration);
  }

  /**
   * Registers persons in the caller's transaction; each registration gets its own result, and one
   * that is refused harms no other.
   *
   * @param offered households that come onto the register with the first who live in them, or not
   *     at all
   */
  public Uni<List<Result<Registered>>> register(
      SqlConnection connection, List<Registration> registrations, List<NewHousehold> offered) {
    return lookUp(connection, registrations)
        .invoke(known -> offered.forEach(known::offer))
        .map(known -> new Group(registrations, known))
        .call(
            group ->
                group.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : households
                        .registerAtDoors(connection, group.livedIn(offered))
                        .chain(() -> add(connection, group)))
        .map(group -> group.results);
  }

  private static Uni<Known> lookUp(SqlConnection connection, List<Registration> registrations) {
    Set<UUID> households = new HashSet<>();
    Set<UUID> ids = new HashSet<>();
    List<Buffer> documents = new ArrayList<>();
    List<UUID> marks = new ArrayList<>();
    for (Registration registration : registrations) {
      households.add(registration.household());
      for (NewResident person : registration.people()) {
        ids.add(person.id());
        if (person.file().document() != null) {
          documents.add(person.file().document().buffer());
        }
        if (person.file().mark() != null) {
          marks.add(person.file().mark());
        }
      }
    }
    return connection
        .preparedQuery(LOOK_UP)
        .execute(
            Tuple.of(
                households.toArray(UUID[]::new),
                ids.toArray(UUID[]::new),
                documents.toArray(Buffer[]::new),
                marks.toArray(UUID[]::new)))
        .map(Registrations::known);
  }

  /**
   * What a group of registrations depends on.
   *
   * @param dead where those counted who died, by what they have of the documents and marks
   */
  private record Known(
      Map<UUID, Home> homes,
      Set<UUID> ids,
      Set<Hash> documents,
      Set<UUID> marks,
      Map<Object, Division> dead) {

    static Known nothing() {
      return new Known(
          new HashMap<>(), new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashMap<>());
    }

    /** Somebody is known again by that; of those who left only the dead are. */
    <T> void holds(Set<T> all, T by, Row row) {
      all.add(by);
      if (row.getBoolean(5)) {
        dead.put(by, new Division(row.getString(2)));
      }
    }

    /** Whether it was somebody of that division who died; of others nothing is told. */
    boolean died(@Nullable Object by, Division within) {
      Division where = by == null ? null : dead.get(by);
      return where != null && within.contains(where);
    }

    void offer(NewHousehold home) {
      homes.putIfAbsent(
          home.id(), new Home(home.id(), home.told().community(), home.told().time(), 1, false));
    }
  }

  /** A household as far as registering cares. */
  private record Home(UUID id, Division community, Instant since, long version, boolean closed)
      implements InCommunity {}

  /** What a row of the look-up is about. */
  private enum Kind {
    HOUSEHOLD,
    RESIDENT,
    DOCUMENT,
    MARK
  }

  private static Known known(RowSet<Row> rows) {
    Known known = Known.nothing();
    for (Row row : rows) {
      UUID id = row.getUUID(1);
      switch (Kind.valueOf(row.getString(0))) {
        case HOUSEHOLD ->
            known
                .homes()
                .put(
                    id,
                    new Home(
                        id,
                        new Division(row.getString(2)),
                        row.getOffsetDateTime(3).toInstant(),
                        row.getLong(4),
                        row.getBoolean(5)));
        case RESIDENT -> known.ids().add(id);
        case DOCUMENT -> known.holds(known.documents(), new Hash(row.getBuffer(6).getBytes()), row);
        case MARK -> known.holds(known.marks(), id, row);
      }
    }
    return known;
  }

  /** Somebody of whom it is certain that they come onto the register. */
  private record Newcomer(Home home, NewResident person, Told told, @Nullable String traceparent) {}

  /** The registrations of one transaction: who comes onto the register, and who does not. */
  private static final class Group {

    private final Known known;
    private final List<Result<Registered>> results = new ArrayList<>();
    private final List<Newcomer> newcomers = new ArrayList<>();

    Group(List<Registration> registrations, Known known) {
      this.known = known;
      for (Registration registration : registrations) {
        try {
          newcomers.addAll(admit(registration));
          results.add(
              new Result.Done<>(
                  new Registered(registration.people().stream().map(NewResident::id).toList())));
        } catch (Problem refusal) {
          results.add(new Result.Refused<>(refusal));
        }
      }
    }

    boolean isEmpty() {
      return newcomers.isEmpty();
    }

    List<NewHousehold> livedIn(List<NewHousehold> offered) {
      Set<UUID> homes =
          newcomers.stream().map(each -> each.home().id()).collect(Collectors.toSet());
      return offered.stream().filter(home -> homes.contains(home.id())).toList();
    }

    private List<Newcomer> admit(Registration registration) {
      Home home = known.homes().get(registration.household());
      if (home == null || !registration.within().contains(home.community())) {
        throw StoreProblems.of(HouseholdRejection.NO_SUCH_HOUSEHOLD);
      }
      if (home.closed()) {
        throw StoreProblems.of(HouseholdRejection.HOUSEHOLD_CLOSED);
      }
      List<Newcomer> admitted = new ArrayList<>(registration.people().size());
      Set<UUID> ids = new HashSet<>();
      Set<Hash> documents = new HashSet<>();
      Set<UUID> marks = new HashSet<>();
      for (int i = 0; i < registration.people().size(); i++) {
        NewResident person = registration.people().get(i);
        Hash document = person.file().document();
        UUID mark = person.file().mark();
        if (known.ids().contains(person.id())
            || !ids.add(person.id())
            || document != null
                && (known.documents().contains(document) || !documents.add(document))
            || mark != null && (known.marks().contains(mark) || !marks.add(mark))) {
          boolean died =
              known.died(document, registration.within())
                  || known.died(mark, registration.within());
          throw StoreProblems.of(ResidentRejection.held(died)).with("index", i);
        }
        admitted.add(
            new Newcomer(home, person, person.report().of(home), registration.traceparent()));
      }
      known.ids().addAll(ids);
      known.documents().addAll(documents);
      known.marks().addAll(marks);
      return admitted;
    }
  }

  private Uni<Void> add(SqlConnection connection, Group group) {
    List<Newcomer> newcomers = group.newcomers;
    return store
        .begin(connection, newcomers.stream().map(this::beginning).toList())
        .chain(() -> connection.preparedQuery(ADD).execute(rows(newcomers)))
        .chain(
            () ->
                files.add(
                    connection,
                    newcomers.stream().map(each -> each.person().file()).toList(),
                    newcomers.stream().map(each -> each.home().community()).toList()))
        .chain(() -> Namesakes.note(connection, recognisable(newcomers)))
        .chain(() -> households.moveIn(connection, occupied(newcomers)));
  }

  private EventStore.Beginning beginning(Newcomer newcomer) {
    return new EventStore.Beginning(
        EventStore.stream("resident", newcomer.person().id()),
        newcomer.told(),
        newcomer.traceparent(),
        store.first(Residents.RULES, newcomer.person().command()));
  }

  private static Tuple rows(List<Newcomer> newcomers) {
    return Tuple.from(
        List.of(
            Columns.of(newcomers, UUID[]::new, each -> each.person().id()),
            Columns.of(newcomers, String[]::new, each -> each.home().community().code()),
            Columns.of(newcomers, UUID[]::new, each -> each.home().id()),
            Columns.of(
                newcomers, String[]::new, each -> each.person().command().residency().name()),
            Columns.of(newcomers, Boolean[]::new, each -> each.person().command().foreigner()),
            Columns.of(newcomers, String[]::new, each -> each.person().command().ageBand().name()),
            Columns.of(newcomers, String[]::new, each -> each.person().command().sex().name()),
            Columns.of(newcomers, OffsetDateTime[]::new, each -> at(each.told()))));
  }

  private static List<MovedIn> occupied(List<Newcomer> newcomers) {
    return newcomers.stream().collect(Collectors.groupingBy(Newcomer::home)).entrySet().stream()
        .map(
            home ->
                new MovedIn(home.getKey().id(), home.getKey().community(), home.getValue().size()))
        .toList();
  }

  /** Those who may be another entry of somebody, for all that is known of them. */
  private static List<UUID> recognisable(List<Newcomer> newcomers) {
    return newcomers.stream()
        .map(each -> each.person().file())
        .filter(file -> file.birth() != null)
        .map(SealedFile::resident)
        .toList();
  }

  private static OffsetDateTime at(Told told) {
    return told.time().atOffset(ZoneOffset.UTC);
  }
}
