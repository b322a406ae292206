package org.qunfang.resident.person;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.EventIds;
import org.qunfang.resident.household.RegisteredHousehold;
import org.qunfang.resident.register.Report;

/** Remembers who reads of whom, before they do. */
@ApplicationScoped
public class Accesses {

  /** What somebody read of a person, or of a household. */
  public enum What {
    /** What names them, and their door. */
    PARTICULARS,
    /** What happened to them. */
    FILE,
    /** Both. */
    FILE_WITH_PARTICULARS,
    /** Where a household is found, whoever lives there. */
    DOOR
  }

  private final MeterRegistry meters;

  Accesses(MeterRegistry meters) {
    this.meters = meters;
  }

  /** In the transaction that has to end before anything is given. */
  public Uni<Void> record(
      Mutiny.Session session, RegisteredResident resident, What what, Report report) {
    return session
        .persist(
            new PersonalFileAccess(
                EventIds.next(),
                resident.community(),
                resident.id(),
                null,
                what,
                report.actor(),
                report.time()))
        .chain(session::flush)
        .invoke(() -> count(what, 1));
  }

  /** The same of the doors of households. */
  Uni<Void> recordDoors(
      Mutiny.Session session, List<RegisteredHousehold> households, Report report) {
    return session
        .persistAll(households.stream().map(home -> ofDoor(home, report)).toArray())
        .chain(session::flush)
        .invoke(() -> count(What.DOOR, households.size()));
  }

  private static PersonalFileAccess ofDoor(RegisteredHousehold home, Report report) {
    return new PersonalFileAccess(
        EventIds.next(),
        home.community(),
        null,
        home.id(),
        What.DOOR,
        report.actor(),
        report.time());
  }

  private void count(What what, int many) {
    Counter.builder("qunfang.resident.personal.files.read")
        .description("Readings of personal files and of doors, by what was read")
        .tag("what", what.name())
        .register(meters)
        .increment(many);
  }
}
