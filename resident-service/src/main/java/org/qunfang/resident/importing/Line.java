package org.qunfang.resident.importing;

import java.util.List;

/**
 * A row of a roster.
 *
 * @param number as the program shows it that the roster was written with, from 1
 */
record Line(int number, List<Cell> cells) {

  Cell at(int index) {
    return index < cells.size() ? cells.get(index) : Cell.BLANK;
  }

  boolean isBlank() {
    return cells.stream().allMatch(Cell::isBlank);
  }

  @Override
  public String toString() {
    return "Line " + number;
  }
}
