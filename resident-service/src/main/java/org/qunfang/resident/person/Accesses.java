package org.qunfang.resident.person;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.EventIds;
import org.qunfang.resident.register.Report;

/** Remembers who reads of whom, before they do. */
@ApplicationScoped
public class Accesses {

  /** What somebody read of a person. */
  public enum What {
    /** What names them, and their door. */
    PARTICULARS,
    /** What happened to them. */
    FILE,
    /** Both. */
    FILE_WITH_PARTICULARS
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
                what,
                report.actor(),
                report.time()))
        .chain(session::flush);
  }
}
