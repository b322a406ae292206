package org.qunfang.events;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The official divisions of the country, 665,271 of them (National Bureau of Statistics, edition
 * 2023): what a code from outside is checked against. Kept as numbers, 5 MB, because every service
 * holds them.
 */
public final class Divisions {

  private static final String FILE = "divisions-cn-2023.csv.gz";

  private static final class Holder {
    private static final long[] CODES = read();
  }

  private Divisions() {}

  /**
   * Reads them, which takes a second or more: a service does so when it starts, or the first
   * request would, and all that share its event loop with it.
   */
  public static void load() {
    if (Holder.CODES.length == 0) {
      throw new IllegalStateException(FILE + " is empty");
    }
  }

  /** True for a division that officially exists. */
  public static boolean exists(Division division) {
    return Arrays.binarySearch(Holder.CODES, Long.parseLong(division.code())) >= 0;
  }

  /** All official communities of a division, in order; itself when it is one. */
  public static Stream<Division> communities(Division of) {
    int from = Arrays.binarySearch(Holder.CODES, Long.parseLong(of.code()));
    int to = Arrays.binarySearch(Holder.CODES, Long.parseLong(of.last()));
    return Arrays.stream(Holder.CODES, from < 0 ? -from - 1 : from, to < 0 ? -to - 1 : to + 1)
        .mapToObj(code -> new Division("%012d".formatted(code)))
        .filter(Division::isCommunity);
  }

  /** Gives every official division with its name, in no promised order. */
  public static void forEach(BiConsumer<Division, String> each) {
    try (InputStream file = Divisions.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException(FILE + " is not in this build");
      }
      try (var lines =
          new BufferedReader(
              new InputStreamReader(new GZIPInputStream(file, 1 << 16), StandardCharsets.UTF_8))) {
        lines
            .lines()
            .skip(1)
            .forEach(line -> each.accept(new Division(line.substring(0, 12)), line.substring(13)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long[] read() {
    long[] codes = new long[700_000];
    int[] count = {0};
    forEach((division, name) -> codes[count[0]++] = Long.parseLong(division.code()));
    long[] sorted = Arrays.copyOf(codes, count[0]);
    Arrays.sort(sorted);
    return sorted;
  }
}
