package org.qunfang.resident.importing;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.EventIds;
import org.qunfang.eventstore.GroupedCommands.Result;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.division.DivisionsInForce;
import org.qunfang.resident.household.Doors;
import org.qunfang.resident.household.HouseholdCommand.RegisterHousehold;
import org.qunfang.resident.household.NewHousehold;
import org.qunfang.resident.person.NewResident;
import org.qunfang.resident.person.NewResidents;
import org.qunfang.resident.person.Person;
import org.qunfang.resident.person.Registrations;
import org.qunfang.resident.person.Registrations.Registered;
import org.qunfang.resident.person.Registrations.Registration;
import org.qunfang.resident.personal.PersonalFiles;
import org.qunfang.resident.personal.Place;
import org.qunfang.resident.register.Report;
import org.qunfang.security.Problem;

/** Puts the people of a roster on the register, each into the household behind their door. */
@ApplicationScoped
class Registering {

  private final DivisionsInForce divisions;
  private final Doors doors;
  private final NewResidents newcomers;
  private final Registrations registrations;
  private final PersonalFiles files;

  Registering(
      DivisionsInForce divisions,
      Doors doors,
      NewResidents newcomers,
      Registrations registrations,
      PersonalFiles files) {
    this.divisions = divisions;
    this.doors = doors;
    this.newcomers = newcomers;
    this.registrations = registrations;
    this.files = files;
  }

  /**
   * What became of entries.
   *
   * @param refusals why each is not on the register by this, in their order; empty when it is
   * @param households how many came onto the register for them
   */
  record Outcome(List<Optional<String>> refusals, int households) {}

  /**
   * Registers in the caller's transaction.
   *
   * @param within where whoever handed the roster in may register
   */
  Uni<Outcome> register(
      SqlConnection connection, List<Entry> entries, Division within, Report report) {
    List<NewHousehold> homes = entries.stream().map(entry -> home(entry, report)).toList();
    return doors
        .atDoors(connection, homes)
        .chain(ids -> register(connection, entries, homes, ids, within, report));
  }

  private NewHousehold home(Entry entry, Report report) {
    UUID id = EventIds.next();
    return new NewHousehold(
        new RegisterHousehold(id, entry.tenure(), entry.compound(), entry.building()),
        files.sealDoor(id, place(entry), entry.door()),
        false,
        new Told(entry.community(), report.time(), report.actor()),
        null);
  }

  private Uni<Outcome> register(
      SqlConnection connection,
      List<Entry> entries,
      List<NewHousehold> homes,
      List<UUID> ids,
      Division within,
      Report report) {
    List<Optional<String>> refusals = new ArrayList<>();
    List<Registration> people = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      try {
        Entry entry = entries.get(i);
        divisions.require(entry.community());
        NewResident person = newcomers.read(person(entry), ids.get(i), report).marked(mark(entry));
        people.add(new Registration(ids.get(i), within, List.of(person), null));
        refusals.add(Optional.empty());
      } catch (Problem refused) {
        refusals.add(Optional.of(refused.code()));
      }
    }
    return registrations
        .register(connection, people, homes)
        .map(results -> new Outcome(merged(refusals, results), made(homes, people, results)));
  }

  /**
   * Who has no document is the same again by name and door; nothing else would tell a second import
   * from a second person.
   */
  private @Nullable UUID mark(Entry entry) {
    return entry.hasDocument() ? null : files.mark(place(entry), entry.door(), entry.name());
  }

  private static Place place(Entry entry) {
    return new Place(entry.community(), entry.compound(), entry.building());
  }

  private static Person person(Entry entry) {
    return new Person(
        null,
        entry.residency(),
        entry.name(),
        entry.idNumber(),
        entry.passport(),
        entry.nationality(),
        entry.telephone(),
        entry.birthDate(),
        entry.sex(),
        null);
  }

  private static List<Optional<String>> merged(
      List<Optional<String>> refusals, List<Result<Registered>> results) {
    List<Optional<String>> merged = new ArrayList<>(refusals.size());
    int next = 0;
    for (Optional<String> refusal : refusals) {
      merged.add(refusal.isPresent() ? refusal : refusal(results.get(next++)));
    }
    return merged;
  }

  private static Optional<String> refusal(Result<Registered> result) {
    return switch (result) {
      case Result.Done<Registered> done -> Optional.empty();
      case Result.Refused<Registered>(var reason) -> Optional.of(code(reason));
    };
  }

  private static String code(RuntimeException reason) {
    if (reason instanceof Problem problem) {
      return problem.code();
    }
    throw reason;
  }

  private static int made(
      List<NewHousehold> offered, List<Registration> people, List<Result<Registered>> results) {
    Set<UUID> livedIn = new HashSet<>();
    for (int i = 0; i < people.size(); i++) {
      if (results.get(i) instanceof Result.Done<Registered>) {
        livedIn.add(people.get(i).household());
      }
    }
    return (int) offered.stream().filter(home -> livedIn.contains(home.id())).count();
  }
}
