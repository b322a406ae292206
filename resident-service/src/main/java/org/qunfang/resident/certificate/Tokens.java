package org.qunfang.resident.certificate;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.qunfang.events.OwnJson;
import org.qunfang.resident.personal.Particulars;

/** Certificates as they are shown, and what is read from those that somebody shows. */
@ApplicationScoped
class Tokens {

  private static final String CERTIFICATE = "hqc+jwt";
  private static final String REVOKED = "hqc-revoked+jwt";

  private final Signatures signatures;
  private final CertificateConfig config;

  Tokens(Signatures signatures, CertificateConfig config) {
    this.signatures = signatures;
    this.config = config;
  }

  String of(HealthCertificate row, Particulars holder) {
    return signatures.sign(CERTIFICATE, OwnJson.write(Statement.of(config.issuer(), row, holder)));
  }

  /** What it says, when it was signed here and has not expired. */
  Optional<Statement> read(String token, Instant now) {
    return signatures
        .verified(CERTIFICATE, token)
        .map(content -> OwnJson.read(content, Statement.class))
        .filter(statement -> now.getEpochSecond() < statement.exp());
  }

  /**
   * Which certificates were revoked that have not expired, for those who verify without asking.
   *
   * @param exp until when the list may be relied on
   */
  record RevokedList(String iss, long iat, long exp, List<UUID> revoked) {}

  String list(List<UUID> revoked, Instant now) {
    return signatures.sign(
        REVOKED,
        OwnJson.write(
            new RevokedList(
                config.issuer(),
                now.getEpochSecond(),
                now.plus(config.listValidity()).getEpochSecond(),
                revoked)));
  }
}
