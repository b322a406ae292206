package org.qunfang.resident.person;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.EventIds;
import org.qunfang.events.ResidentEvent.AgeBand;
import org.qunfang.events.ResidentEvent.ResidentRegistered;
import org.qunfang.events.ResidentEvent.Sex;
import org.qunfang.eventstore.EventLogConfig;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.Told;
import org.qunfang.intake.StoreProblems;
import org.qunfang.resident.household.HouseholdRejection;
import org.qunfang.resident.household.RegisteredHousehold;
import org.qunfang.resident.person.RegistrationResource.Person;
import org.qunfang.resident.personal.Particulars;
import org.qunfang.resident.personal.PersonalFiles;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.security.Problem;

/**
 * Registers the persons of a household in one transaction, whose statements are few however many
 * they are. A refusal says in {@code index} which of them it is about, and never whose document it
 * met.
 */
@ApplicationScoped
class Registrations {

  /** Whose passport does not make a foreigner (ISO 3166 alpha-3). */
  private static final Set<String> CHINESE = Set.of("CHN", "HKG", "MAC", "TWN");

  private final Register register;
  private final EventStore store;
  private final PersonalFiles files;
  private final EventLogConfig config;

  Registrations(Register register, EventStore store, PersonalFiles files, EventLogConfig config) {
    this.register = register;
    this.store = store;
    this.files = files;
    this.config = config;
  }

  /**
   * @throws Problem 422 for a document that cannot be
   */
  List<NewResident> read(List<Person> people, List<Report> reports) {
    List<NewResident> residents = new ArrayList<>(people.size());
    for (int i = 0; i < people.size(); i++) {
      try {
        residents.add(read(people.get(i), reports.get(i)));
      } catch (Problem problem) {
        throw problem.with("index", i);
      }
    }
    return residents;
  }

  private NewResident read(Person person, Report report) {
    UUID id = person.id() == null ? EventIds.next() : person.id();
    boolean chosen = person.id() != null;
    String number = person.idNumber();
    String passport = person.passport();
    String country = person.nationality();
    if (number != null) {
      if (passport != null) {
        throw StoreProblems.of(ResidentRejection.DOCUMENT_AMBIGUOUS);
      }
      LocalDate day = report.time().atZone(config.zone()).toLocalDate();
      IdNumber document =
          IdNumber.parse(number)
              .filter(each -> each.bornBy(day))
              .orElseThrow(() -> StoreProblems.of(ResidentRejection.ID_NUMBER_INVALID));
      return new NewResident(
          id,
          chosen,
          person.residency(),
          document.ofForeigner(),
          document.ageBand(day),
          document.sex(),
          new Particulars(person.name(), document.digits(), null, country, person.telephone()),
          report);
    }
    if (passport != null && country == null) {
      throw StoreProblems.of(ResidentRejection.NATIONALITY_MISSING);
    }
    return new NewResident(
        id,
        chosen,
        person.residency(),
        country != null && !CHINESE.contains(country),
        AgeBand.UNKNOWN,
        Sex.UNKNOWN,
        new Particulars(person.name(), null, upper(passport), country, person.telephone()),
        report);
  }

  private static @Nullable String upper(@Nullable String passport) {
    return passport == null ? null : passport.toUpperCase(Locale.ROOT);
  }

  Uni<List<UUID>> register(Mutiny.Session session, UUID household, List<NewResident> residents) {
    return register
        .own(session, RegisteredHousehold.class, household, HouseholdRejection.NO_SUCH_HOUSEHOLD)
        .call(() -> requireNewIds(session, residents))
        .call(() -> requireNewDocuments(session, residents))
        .call(home -> add(session, home, residents))
        .map(home -> residents.stream().map(NewResident::id).toList());
  }

  private static Uni<Void> requireNewIds(Mutiny.Session session, List<NewResident> residents) {
    List<UUID> chosen =
        residents.stream().filter(NewResident::chosen).map(NewResident::id).toList();
    if (chosen.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return session
        .createSelectionQuery("select id from RegisteredResident where id in ?1", UUID.class)
        .setParameter(1, chosen)
        .getResultList()
        .invoke(
            taken -> {
              Set<UUID> known = new HashSet<>(taken);
              for (int i = 0; i < residents.size(); i++) {
                if (!known.add(residents.get(i).id())) {
                  throw alreadyRegistered(i);
                }
              }
            })
        .replaceWithVoid();
  }

  private Uni<Void> requireNewDocuments(Mutiny.Session session, List<NewResident> residents) {
    return files
        .firstKnown(session, residents.stream().map(NewResident::particulars).toList())
        .invoke(
            known ->
                known.ifPresent(
                    index -> {
                      throw alreadyRegistered(index);
                    }))
        .replaceWithVoid();
  }

  private static Problem alreadyRegistered(int index) {
    return StoreProblems.of(ResidentRejection.ALREADY_REGISTERED).with("index", index);
  }

  /**
   * No stream is loaded: that these are new has just been asked, and the log's keys insist on it.
   */
  private Uni<Void> add(
      Mutiny.Session session, RegisteredHousehold home, List<NewResident> residents) {
    List<EventStore.Beginning> streams = new ArrayList<>(residents.size());
    List<RegisteredResident> rows = new ArrayList<>(residents.size());
    Map<UUID, Particulars> particulars = new LinkedHashMap<>();
    for (NewResident each : residents) {
      Told told = each.report().of(home);
      ResidentRegistered registered =
          new ResidentRegistered(
              each.id(), home.id(), each.residency(), each.foreigner(), each.ageBand(), each.sex());
      streams.add(
          new EventStore.Beginning(
              EventStore.stream("resident", each.id()), told, List.of(registered)));
      rows.add(new RegisteredResident(registered, told));
      particulars.put(each.id(), each.particulars());
    }
    return store
        .begin(session, streams)
        .chain(() -> session.persistAll(rows.toArray()))
        .chain(session::flush)
        .chain(() -> files.add(session, particulars));
  }
}
