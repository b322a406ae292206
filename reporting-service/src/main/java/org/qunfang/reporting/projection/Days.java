package org.qunfang.reporting.projection;

import org.jspecify.annotations.Nullable;

/** The days of a page: an amount for each day that something moved, blank for the others. */
public final class Days {

  /** Days of the longest month. */
  public static final int MOST = 31;

  private final long[] amounts = new long[MOST];
  private int told;

  /** Adds to a day, from 1. */
  public void add(int day, long amount) {
    amounts[day - 1] += amount;
    told |= 1 << (day - 1);
  }

  /** Adds every day of another page. */
  public void add(Days other) {
    for (int i = 0; i < MOST; i++) {
      amounts[i] += other.amounts[i];
    }
    told |= other.told;
  }

  /** The amount of a day, null when nothing was told: blank is not zero. */
  public @Nullable Long on(int day) {
    return (told >>> (day - 1) & 1) == 0 ? null : amounts[day - 1];
  }

  /** A bit for each day that has an amount, the lowest for day 1. */
  int told() {
    return told;
  }
}
