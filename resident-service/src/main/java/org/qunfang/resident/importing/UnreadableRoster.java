package org.qunfang.resident.importing;

import org.qunfang.security.Problem;

/** Why a file as a whole is no roster. Nothing of the file is in it. */
enum UnreadableRoster {
  EMPTY("The file holds no row."),
  ENCODING("The text is neither UTF-8 nor GB18030."),
  NOT_CSV("The quotes of the CSV do not match, or a row is too long."),
  NOT_XLSX("This is no Excel workbook of the form .xlsx."),
  TOO_MUCH_INSIDE("The workbook unpacks to more than an import may hold."),
  NO_HEADINGS("No row among the first ten has the headings of a roster."),
  HEADING_TWICE("A heading stands above two columns."),
  HEADING_MISSING("A heading that every roster needs is missing."),
  TOO_MANY_ROWS("The file has more rows than one import may hold.");

  private final String detail;

  UnreadableRoster(String detail) {
    this.detail = detail;
  }

  Problem problem() {
    return Problem.unprocessable("ROSTER_" + name(), detail);
  }
}
