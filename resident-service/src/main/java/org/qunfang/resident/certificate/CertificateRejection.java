package org.qunfang.resident.certificate;

import org.qunfang.events.Rejection;

/** Why a certificate's command was refused. */
public enum CertificateRejection implements Rejection {
  NO_SUCH_CERTIFICATE(Kind.NOT_FOUND, "There is no such certificate."),
  CERTIFICATE_ALREADY_ISSUED(Kind.CONFLICT, "A certificate has this id already."),
  NOT_CERTIFIABLE(Kind.CONFLICT, "Something is known that speaks against it; see reasons."),
  CERTIFICATE_REVOKED(Kind.CONFLICT, "The certificate was revoked."),
  CERTIFICATE_EXPIRED(Kind.CONFLICT, "The certificate has expired."),
  NOBODY_TO_NAME(Kind.CONFLICT, "The personal file of the resident has been destroyed.");

  private final Kind kind;
  private final String detail;

  CertificateRejection(Kind kind, String detail) {
    this.kind = kind;
    this.detail = detail;
  }

  @Override
  public Kind kind() {
    return kind;
  }

  @Override
  public String detail() {
    return detail;
  }
}
