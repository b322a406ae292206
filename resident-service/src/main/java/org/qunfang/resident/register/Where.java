package org.qunfang.resident.register;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
  private final List<Slice> slices = new ArrayList<>();

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
    return division == null ? this : from(column, division.code()).to(column, division.last());
  }

  /** Only those whose division is that one, lies in it or has it in itself. */
  Where concerning(String column, Division division) {
    String above =
        Stream.iterate(
                division.parent(), Optional::isPresent, upper -> upper.flatMap(Division::parent))
            .flatMap(Optional::stream)
            .map(upper -> " or %s = '%s'".formatted(column, upper.code()))
            .collect(Collectors.joining());
    return literally(
        "(%1$s between '%2$s' and '%3$s'%4$s)"
            .formatted(column, division.code(), division.last(), above));
  }

  /** A condition that stands in the statement as it is written here. */
  public Where literally(String condition) {
    conditions.add(condition);
    return this;
  }

  /**
   * Only those for which an expression with few values lies in a range, read value by value along
   * an index that begins with it: a page costs the same whether few or nearly all are such. Of
   * several of these one holds for an entry and no other.
   *
   * @param range after the expression
   */
  public Where each(String expression, String range) {
    return each(expression, range, Where.any());
  }

  /** The same, and of these only those for which something else holds, without parameters. */
  public Where each(String expression, String range, Where only) {
    if (!only.values.isEmpty() || !only.slices.isEmpty()) {
      throw new IllegalArgumentException("what holds for some of them only has no parameters");
    }
    slices.add(new Slice(expression, range, only.sql()));
    return this;
  }

  /** What is read value by value. */
  record Slice(String key, String range, String condition) {}

  List<Slice> slices() {
    return slices;
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
