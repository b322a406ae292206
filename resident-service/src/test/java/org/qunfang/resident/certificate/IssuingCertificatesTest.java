package org.qunfang.resident.certificate;

import static org.qunfang.testing.GivenWhenThen.rules;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.qunfang.events.ResidentEvent.CertificateEvent;
import org.qunfang.events.ResidentEvent.CertificateRevocation;
import org.qunfang.events.ResidentEvent.HealthCertificateIssued;
import org.qunfang.events.ResidentEvent.HealthCertificateRevoked;
import org.qunfang.resident.certificate.CertificateCommand.IssueCertificate;
import org.qunfang.resident.certificate.CertificateCommand.RevokeCertificate;
import org.qunfang.testing.GivenWhenThen;

class IssuingCertificatesTest {

  private static final UUID ID = UUID.fromString("00000000-0000-7000-8000-000000000001");
  private static final UUID WHO = UUID.fromString("00000000-0000-7000-8000-000000000002");
  private static final Instant EXPIRES = Instant.parse("2020-02-17T00:00:00Z");
  private static final HealthCertificateIssued ISSUED =
      new HealthCertificateIssued(ID, WHO, EXPIRES);
  private static final HealthCertificateRevoked REVOKED =
      new HealthCertificateRevoked(ID, WHO, CertificateRevocation.CASE_REPORTED);
  private static final RevokeCertificate REVOKE =
      new RevokeCertificate(CertificateRevocation.CASE_REPORTED);

  private final GivenWhenThen<CertificateCommand, Certificate, CertificateEvent> rules =
      rules(new CertificateDecider());

  private static IssueCertificate issue(Set<Ground> against) {
    return new IssueCertificate(ID, WHO, against, EXPIRES);
  }

  @Test
  void whoHasNothingAgainstThemIsCertifiedOnce() {
    rules.given().when(issue(Set.of())).then(ISSUED);
    rules
        .given(ISSUED)
        .when(issue(Set.of()))
        .thenRejected(CertificateRejection.CERTIFICATE_ALREADY_ISSUED);
  }

  @ParameterizedTest
  @EnumSource(Ground.class)
  void oneGroundIsEnoughAgainstIt(Ground ground) {
    rules.given().when(issue(Set.of(ground))).thenRejected(CertificateRejection.NOT_CERTIFIABLE);
  }

  @Test
  void revokedIsForEver() {
    rules.given(ISSUED).when(REVOKE).then(REVOKED);
    rules.given(ISSUED, REVOKED).when(REVOKE).thenNothing();
    rules
        .given(ISSUED, REVOKED)
        .when(new RevokeCertificate(CertificateRevocation.HOLDER_ASKED))
        .thenNothing();
    rules
        .given(ISSUED, REVOKED)
        .when(issue(Set.of()))
        .thenRejected(CertificateRejection.CERTIFICATE_ALREADY_ISSUED);
    rules.given().when(REVOKE).thenRejected(CertificateRejection.NO_SUCH_CERTIFICATE);
  }
}
