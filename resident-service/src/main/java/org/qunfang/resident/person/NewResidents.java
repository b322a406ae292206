package org.qunfang.resident.person;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.UUID;
import org.qunfang.events.EventIds;
import org.qunfang.eventstore.EventLogConfig;
import org.qunfang.resident.person.ResidentCommand.RegisterResident;
import org.qunfang.resident.personal.PersonalFiles;
import org.qunfang.resident.register.Report;
import org.qunfang.security.Problem;

/**
 * Takes apart what is told of persons: what counts goes into events, what names them is sealed,
 * here and at once.
 */
@ApplicationScoped
public class NewResidents {

  private final PersonalFiles files;
  private final EventLogConfig config;

  NewResidents(PersonalFiles files, EventLogConfig config) {
    this.files = files;
    this.config = config;
  }

  /**
   * A person who is to be registered in a household.
   *
   * @throws Problem 422 for a document, a country or a date of birth that cannot be
   */
  public NewResident read(Person person, UUID household, Report report) {
    LocalDate day = report.time().atZone(config.zone()).toLocalDate();
    Identity identity = Identity.of(person, day);
    UUID id = person.id() == null ? EventIds.next() : person.id();
    return new NewResident(
        new RegisterResident(
            id,
            household,
            person.residency(),
            identity.foreigner(),
            identity.ageBand(),
            identity.sex()),
        files.seal(id, identity.particulars()),
        report);
  }
}
