package org.qunfang.resident.importing;

import org.qunfang.events.Rejection;

/** Why an import was not found or not cancelled. */
enum ImportRejection implements Rejection {
  NO_SUCH_IMPORT(Kind.NOT_FOUND, "There is no such import."),
  IMPORT_FINISHED(Kind.CONFLICT, "This import has been carried out; there is nothing to cancel.");

  private final Kind kind;
  private final String detail;

  ImportRejection(Kind kind, String detail) {
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
