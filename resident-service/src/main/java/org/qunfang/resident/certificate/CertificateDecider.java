package org.qunfang.resident.certificate;

import static org.qunfang.events.Decision.accept;
import static org.qunfang.events.Decision.reject;

import java.util.UUID;
import org.qunfang.events.Decider;
import org.qunfang.events.Decision;
import org.qunfang.events.ResidentEvent.CertificateEvent;
import org.qunfang.events.ResidentEvent.CertificateRevocation;
import org.qunfang.events.ResidentEvent.HealthCertificateIssued;
import org.qunfang.events.ResidentEvent.HealthCertificateRevoked;
import org.qunfang.resident.certificate.Certificate.Issued;
import org.qunfang.resident.certificate.Certificate.Revoked;
import org.qunfang.resident.certificate.Certificate.Unknown;
import org.qunfang.resident.certificate.CertificateCommand.IssueCertificate;
import org.qunfang.resident.certificate.CertificateCommand.RevokeCertificate;

/** The rules of certificates: nobody of whom something is known gets one; revoked is for ever. */
public final class CertificateDecider
    implements Decider<CertificateCommand, Certificate, CertificateEvent> {

  @Override
  public Certificate initial() {
    return new Unknown();
  }

  @Override
  public Decision<CertificateEvent> decide(CertificateCommand command, Certificate state) {
    return switch (command) {
      case IssueCertificate issue -> issue(issue, state);
      case RevokeCertificate(CertificateRevocation reason) ->
          switch (state) {
            case Unknown() -> reject(CertificateRejection.NO_SUCH_CERTIFICATE);
            case Issued(UUID id, UUID resident) ->
                accept(new HealthCertificateRevoked(id, resident, reason));
            case Revoked() -> accept();
          };
    };
  }

  private static Decision<CertificateEvent> issue(IssueCertificate issue, Certificate state) {
    if (!(state instanceof Unknown)) {
      return reject(CertificateRejection.CERTIFICATE_ALREADY_ISSUED);
    }
    return issue.against().isEmpty()
        ? accept(new HealthCertificateIssued(issue.id(), issue.resident(), issue.expires()))
        : reject(CertificateRejection.NOT_CERTIFIABLE);
  }

  @Override
  public Certificate evolve(Certificate state, CertificateEvent event) {
    return switch (event) {
      case HealthCertificateIssued issued -> new Issued(issued.certificate(), issued.resident());
      case HealthCertificateRevoked revoked -> new Revoked();
    };
  }
}
