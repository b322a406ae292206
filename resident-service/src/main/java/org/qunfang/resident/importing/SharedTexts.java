package org.qunfang.resident.importing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The texts that the cells of a workbook share, by number. One array of bytes: as objects they
 * would take five times as much.
 */
final class SharedTexts {

  private final int limit;
  private byte[] bytes = new byte[1 << 12];
  private int[] ends = new int[1 << 8];
  private int count;

  SharedTexts(int limit) {
    this.limit = limit;
  }

  /** False when there is no place left for it. */
  boolean add(String text) {
    byte[] added = text.getBytes(StandardCharsets.UTF_8);
    int from = count == 0 ? 0 : ends[count - 1];
    int end = from + added.length;
    if (end + Integer.BYTES * (count + 1) > limit) {
      return false;
    }
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(end, bytes.length * 2));
    }
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, count * 2);
    }
    System.arraycopy(added, 0, bytes, from, added.length);
    ends[count++] = end;
    return true;
  }

  /**
   * @throws IllegalArgumentException when there is none of that number
   */
  String at(int index) {
    if (index < 0 || index >= count) {
      throw new IllegalArgumentException("a text that is not there");
    }
    int from = index == 0 ? 0 : ends[index - 1];
    return new String(bytes, from, ends[index] - from, StandardCharsets.UTF_8);
  }
}
