package org.qunfang.resident.certificate;

/** What speaks against a certificate. */
public enum Ground {
  /** The resident is a case that has not ended. */
  OPEN_CASE,
  /** The resident is a contact of a case, and watched. */
  WATCHED_CONTACT,
  /** The isolation service has told that the resident is to be isolated, and of no release. */
  ISOLATED
}
