package org.qunfang.resident.importing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which column of a roster says what. A roster may have a title above its headings, and columns
 * that mean nothing here: those are passed over, and the answer says which.
 */
final class Headings {

  /** The headings stand among so many first rows. */
  static final int WITHIN = 10;

  private static final Set<Column> NEEDED = Set.of(Column.NAME, Column.DOOR);

  private final Map<Column, Integer> places;
  private final List<Integer> ignored;

  private Headings(Map<Column, Integer> places, List<Integer> ignored) {
    this.places = places;
    this.ignored = ignored;
  }

  /**
   * Reads up to the row of the headings.
   *
   * @throws org.qunfang.security.Problem 422 when there is none, or not all that are needed
   */
  static Headings find(Lines lines) throws IOException {
    boolean empty = true;
    for (int i = 0; i < WITHIN; i++) {
      Line line = lines.next();
      if (line == null) {
        break;
      }
      empty = empty && line.isBlank();
      long known = line.cells().stream().filter(cell -> of(cell).isPresent()).count();
      if (known > 1) {
        return read(line);
      }
    }
    throw (empty ? UnreadableRoster.EMPTY : UnreadableRoster.NO_HEADINGS).problem();
  }

  private static Optional<Column> of(Cell heading) {
    return Column.under(heading.text());
  }

  private static Headings read(Line line) {
    Map<Column, Integer> places = new EnumMap<>(Column.class);
    List<Integer> ignored = new ArrayList<>();
    for (int i = 0; i < line.cells().size(); i++) {
      Cell heading = line.cells().get(i);
      Optional<Column> column = of(heading);
      if (column.isEmpty()) {
        if (!heading.isBlank()) {
          ignored.add(i + 1);
        }
      } else if (places.put(column.get(), i) != null) {
        throw UnreadableRoster.HEADING_TWICE.problem().with("field", column.get().field());
      }
    }
    for (Column needed : NEEDED) {
      if (!places.containsKey(needed)) {
        throw UnreadableRoster.HEADING_MISSING.problem().with("field", needed.field());
      }
    }
    return new Headings(places, List.copyOf(ignored));
  }

  boolean has(Column column) {
    return places.containsKey(column);
  }

  /** The cell of that column; blank when the roster has no such column. */
  Cell of(Line line, Column column) {
    @Nullable Integer place = places.get(column);
    return place == null ? Cell.BLANK : line.at(place);
  }

  /** The columns, from 1, whose headings nobody knows. */
  List<Integer> ignored() {
    return ignored;
  }
}
