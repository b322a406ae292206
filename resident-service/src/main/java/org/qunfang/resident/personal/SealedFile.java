package org.qunfang.resident.personal;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The file of a person on its way to where it is kept: sealed where the request came in, so that
 * those who share a transaction do not wait for it.
 *
 * @param document the hash of the identity document; null for those who have none
 * @param byIdNumber whether that document is an ID number, of which nobody has two
 * @param mark the hash that a row of a roster without a document is known again by; null otherwise
 * @param name the hash of the name
 * @param birth the hash of name and date of birth; null when that is not known
 * @param telephone the hash of the telephone; null when that is not known
 */
public record SealedFile(
    UUID resident,
    @Nullable Hash document,
    boolean byIdNumber,
    @Nullable UUID mark,
    long name,
    @Nullable Long birth,
    @Nullable Long telephone,
    PersonalVault.Sealed sealed) {

  /** The same, to be known again by that mark. */
  public SealedFile marked(@Nullable UUID by) {
    return new SealedFile(resident, document, byIdNumber, by, name, birth, telephone, sealed);
  }

  @Override
  public String toString() {
    return "SealedFile[…]";
  }
}
