package org.qunfang.resident.register;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;

/**
 * What of a register somebody wants to see; what is null does not matter. Columns are written here
 * by programmers, values come from callers.
 *
 * <p>Switches and enum constants stand in the statement itself, so that the database knows which
 * small index is about them.
 */
public final class Where {

  private final List<String> conditions = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();

  private Where() {}

  /** Everything. */
  public static Where any() {
    return new Where();
  }

  /** Only those with that constant. */
  public Where is(String column, @Nullable Enum<?> value) {
    return value == null ? this : literally("%s = '%s'".formatted(column, value.name()));
  }

  /** Only those for which that is so, or is not. */
  public Where is(String column, @Nullable Boolean value) {
    return value == null ? this : literally(value ? column : "not " + column);
  }

  /** Only those that have something there, or that have nothing. */
  public Where has(String column, @Nullable Boolean something) {
    return something == null ? this : literally(column + (something ? " is not null" : " is null"));
  }

  /** Only those that belong to that. */
  public Where is(String column, @Nullable UUID value) {
    return compared(column, "=", value);
  }

  /** Only those with that or more: a number, a day, a time. */
  public Where from(String column, @Nullable Comparable<?> least) {
    return compared(column, ">=", least);
  }

  /** Only those with that or less. */
  public Where to(String column, @Nullable Comparable<?> most) {
    return compared(column, "<=", most);
  }

  /** Only those whose division is that one or lies in it. */
  public Where in(String column, @Nullable Division division) {
    return division == null
        ? this
        : from(column, Register.bound(division, '0')).to(column, Register.bound(division, '9'));
  }

  /** A condition that stands in the statement as it is written here. */
  public Where literally(String condition) {
    conditions.add(condition);
    return this;
  }

  private Where compared(String column, String operator, @Nullable Object value) {
    if (value != null) {
      conditions.add("%s %s :w%d".formatted(column, operator, values.size()));
      values.add(value);
    }
    return this;
  }

  /** The conditions, each after an {@code and}. */
  String sql() {
    StringBuilder sql = new StringBuilder();
    conditions.forEach(condition -> sql.append(" and ").append(condition));
    return sql.toString();
  }

  /** Gives each value with its name in {@link #sql()}. */
  void bind(BiConsumer<String, Object> statement) {
    for (int i = 0; i < values.size(); i++) {
      statement.accept("w" + i, values.get(i));
    }
  }
}
