package org.qunfang.resident.importing;

import org.jspecify.annotations.Nullable;

/**
 * Why a row was not taken over: where and by which rule, and never what stood there.
 *
 * @param field the column as programs call it, or null when it is about the row as a whole
 * @param code stable, for programs
 */
record Fault(int row, @Nullable String field, String code) {

  /** Rules that a row breaks by itself; the register has more. */
  enum Code {
    VALUE_MISSING,
    VALUE_TOO_LONG,
    VALUE_MALFORMED,
    VALUE_UNKNOWN,
    /** A program took the digits for a quantity, and may have rounded them. */
    NUMBER_NOT_TEXT,
    /** Only what somebody typed is taken over. */
    FORMULA,
    FAULTY_CELL,
    ID_NUMBER_INVALID,
    DOCUMENT_AMBIGUOUS,
    NATIONALITY_MISSING,
    NATIONALITY_UNKNOWN,
    MALFORMED_DIVISION,
    UNKNOWN_DIVISION,
    NOT_A_COMMUNITY,
    OTHER_DIVISION,
    /** The same person stands further up. */
    TWICE_IN_FILE,
    CANNOT_BE_STORED
  }

  static Fault of(int row, Column column, Code code) {
    return new Fault(row, column.field(), code.name());
  }
}
