package org.qunfang.events;

/**
 * What a body temperature (体温) in °C says, wherever it is taken: at a gate, at a door, in a report.
 * One rule, so that whom a gate hands over as feverish nobody else counts as well.
 */
public final class BodyTemperature {

  /** From here on it is a fever (发热). */
  public static final double FEVER = 37.3;

  /** Below and above, it is a broken thermometer or a slip of the finger. */
  private static final double COLDEST = 30.0;

  private static final double HOTTEST = 45.0;

  private BodyTemperature() {}

  /** True from 37.3 °C on. */
  public static boolean isFever(double temperature) {
    return temperature >= FEVER;
  }

  /** True for what a thermometer can show of a living person; never for what is no number. */
  public static boolean isPossible(double temperature) {
    return temperature >= COLDEST && temperature <= HOTTEST;
  }
}
