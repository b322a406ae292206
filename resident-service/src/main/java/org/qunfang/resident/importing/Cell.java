package org.qunfang.resident.importing;

/** One cell of a roster, and what the program that wrote it took it for. */
record Cell(String text, Kind kind) {

  static final Cell BLANK = new Cell("", Kind.TEXT);

  /** What kind of thing stands in a cell. */
  enum Kind {
    /** What somebody typed. */
    TEXT,
    /** A quantity: beyond 15 digits it is no longer what somebody typed. */
    NUMBER,
    /** Something to be computed, by whoever opens it. */
    FORMULA,
    /** {@code #N/A} and the like. */
    FAULT
  }

  static Cell text(String text) {
    return new Cell(text, Kind.TEXT);
  }

  boolean isBlank() {
    return kind != Kind.FORMULA && text.isBlank();
  }

  @Override
  public String toString() {
    return "Cell[…]";
  }
}
