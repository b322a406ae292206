package org.qunfang.resident.importing;

import java.io.IOException;

/** A roster (花名册), in whichever of the two forms it was sent. */
final class Roster {

  /** What every packed file begins with, and no text does. */
  private static final int[] PACKED = {'P', 'K', 3, 4};

  private Roster() {}

  /**
   * Its rows. What it was said to be does not matter: programs are often wrong about that.
   *
   * @throws org.qunfang.security.Problem 422 when it is neither; see {@link UnreadableRoster}
   */
  static Lines lines(Spool file) throws IOException {
    return isPacked(file) ? XlsxLines.of(file) : CsvLines.of(file);
  }

  private static boolean isPacked(Spool file) throws IOException {
    byte[] begins = file.open().readNBytes(PACKED.length);
    for (int i = 0; i < PACKED.length; i++) {
      if (begins.length <= i || begins[i] != PACKED[i]) {
        return false;
      }
    }
    return true;
  }
}
