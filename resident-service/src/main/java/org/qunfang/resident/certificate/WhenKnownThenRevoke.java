package org.qunfang.resident.certificate;

import static org.qunfang.events.ResidentEvent.CertificateRevocation.CASE_REPORTED;
import static org.qunfang.events.ResidentEvent.CertificateRevocation.CONTACT_TRACED;
import static org.qunfang.events.ResidentEvent.CertificateRevocation.HOLDER_FORGOTTEN;
import static org.qunfang.events.ResidentEvent.CertificateRevocation.HOLDER_MERGED;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.Envelope;
import org.qunfang.events.ResidentEvent.CaseReported;
import org.qunfang.events.ResidentEvent.ContactExposedAgain;
import org.qunfang.events.ResidentEvent.ContactReclassified;
import org.qunfang.events.ResidentEvent.ContactTraced;
import org.qunfang.events.ResidentEvent.ResidentForgotten;
import org.qunfang.events.ResidentEvent.ResidentMerged;
import org.qunfang.eventstore.Follower;
import org.qunfang.resident.certificate.HealthCertificates.Loss;

/**
 * A certificate says that nothing is known. As soon as something is, it is valid no longer: in the
 * transaction in which a case is reported, a contact traced or watched anew, wherever the report
 * came from. Of somebody who is forgotten nothing is certified either, nor of an entry that was a
 * duplicate: what becomes known is told of the one that stays.
 */
@ApplicationScoped
class WhenKnownThenRevoke implements Follower {

  private final HealthCertificates certificates;

  WhenKnownThenRevoke(HealthCertificates certificates) {
    this.certificates = certificates;
  }

  @Override
  public Uni<Void> follow(Mutiny.Session session, List<Envelope> appended) {
    List<Loss> losses = new ArrayList<>();
    for (Envelope told : appended) {
      if (told.event() instanceof CaseReported known) {
        losses.add(new Loss(known.resident(), CASE_REPORTED, told));
      }
      if (told.event() instanceof ContactTraced known) {
        losses.add(new Loss(known.resident(), CONTACT_TRACED, told));
      }
      if (told.event() instanceof ContactExposedAgain known && known.resumed()) {
        losses.add(new Loss(known.resident(), CONTACT_TRACED, told));
      }
      if (told.event() instanceof ContactReclassified known && known.resumed()) {
        losses.add(new Loss(known.resident(), CONTACT_TRACED, told));
      }
      if (told.event() instanceof ResidentForgotten forgotten) {
        losses.add(new Loss(forgotten.resident(), HOLDER_FORGOTTEN, told));
      }
      if (told.event() instanceof ResidentMerged merged) {
        losses.add(new Loss(merged.resident(), HOLDER_MERGED, told));
      }
    }
    return certificates.revokeAll(session, losses);
  }
}
