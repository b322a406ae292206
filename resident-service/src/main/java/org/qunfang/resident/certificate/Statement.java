package org.qunfang.resident.certificate;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.resident.personal.Particulars;

/**
 * What a certificate says, in the names of a JSON Web Token and short ones, because all of it has
 * to go into a QR code: nothing is known at {@code div} against the health of whoever is called so
 * and has a document that ends so. It never prints itself.
 *
 * @param st what is certified; always {@link #CLEAR}
 * @param name masked
 * @param doc the last four characters of the document
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Statement(
    String iss,
    UUID jti,
    long iat,
    long exp,
    String div,
    String st,
    String name,
    @Nullable String doc) {

  /** No open case, no contact under watch. */
  static final String CLEAR = "CLEAR";

  private static final int SHOWN = 4;

  static Statement of(String issuer, HealthCertificate row, Particulars particulars) {
    Particulars masked = particulars.masked();
    return new Statement(
        issuer,
        row.id,
        row.issued.getEpochSecond(),
        row.expires.getEpochSecond(),
        row.community,
        CLEAR,
        masked.name(),
        tail(masked.idNumber() == null ? masked.passport() : masked.idNumber()));
  }

  private static @Nullable String tail(@Nullable String number) {
    return number == null ? null : number.substring(number.length() - SHOWN);
  }

  @Override
  public String toString() {
    return "Statement[…]";
  }
}
