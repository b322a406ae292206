package org.qunfang.eventstore;

import java.util.Collection;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Rows column by column, as {@code unnest} takes them. */
public final class Columns {

  private Columns() {}

  /** One column of all rows; typed as the driver wants parameters. */
  public static <T, C> Object of(
      Collection<T> rows, IntFunction<C[]> array, Function<T, @Nullable C> value) {
    return rows.stream().map(value).toArray(array);
  }
}
