package org.qunfang.resident.certificate;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.qunfang.events.ResidentEvent.CertificateRevocation;

/** What can be asked of a certificate. */
public sealed interface CertificateCommand {

  /** The resident needs one; {@code against} is what is known that speaks against it. */
  record IssueCertificate(UUID id, UUID resident, Set<Ground> against, Instant expires)
      implements CertificateCommand {}

  /** It is to be valid no longer. */
  record RevokeCertificate(CertificateRevocation reason) implements CertificateCommand {}
}
