package org.qunfang.resident.division;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.security.Problem;

/**
 * The official file, line by line: {@code code,name} in UTF-8, as it is or compressed by gzip.
 *
 * <p>What can be seen from a line alone is refused here, with the number of that line.
 */
final class DivisionFile implements AutoCloseable {

  /** The longest name in the edition of 2023 has 33 characters. */
  private static final int LONGEST_NAME = 100;

  /** Three times the country; a small file that unpacks to more than that is none of ours. */
  private static final long LONGEST_FILE = 100L * 1024 * 1024;

  private static final String HEADER = "code,name";
  private static final int BYTE_ORDER_MARK = 0xFEFF;
  private static final int CODE_LENGTH = 12;

  private final BufferedReader lines;
  private int number;

  private DivisionFile(BufferedReader lines) {
    this.lines = lines;
  }

  /** A division as the file has it. */
  record Line(int number, Division division, String name) {}

  /**
   * @throws Problem 422 for what is no such file
   */
  static DivisionFile open(InputStream body) throws IOException {
    DivisionFile file =
        new DivisionFile(
            new BufferedReader(
                new InputStreamReader(
                    new Limited(unpacked(body)),
                    StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)),
                1 << 16));
    String header = file.read();
    if (header == null) {
      throw refused(1, "MALFORMED_DIVISION_FILE", "The file is empty.");
    }
    if (!withoutMark(header).strip().equals(HEADER)) {
      throw refused(1, "MALFORMED_DIVISION_FILE", "The first line names the columns: code,name.");
    }
    return file;
  }

  private static InputStream unpacked(InputStream body) throws IOException {
    BufferedInputStream bytes = new BufferedInputStream(body, 1 << 16);
    bytes.mark(2);
    boolean packed = bytes.read() == 0x1f && bytes.read() == 0x8b;
    bytes.reset();
    if (!packed) {
      return bytes;
    }
    try {
      return new GZIPInputStream(bytes, 1 << 16);
    } catch (ZipException e) {
      throw refused(1, "MALFORMED_DIVISION_FILE", "The file is compressed, and damaged.");
    }
  }

  private static String withoutMark(String header) {
    return !header.isEmpty() && header.charAt(0) == BYTE_ORDER_MARK ? header.substring(1) : header;
  }

  /** The next division, or null at the end; empty lines are passed over. */
  @Nullable Line next() throws IOException {
    String line = read();
    while (line != null && line.isBlank()) {
      line = read();
    }
    return line == null ? null : parse(line);
  }

  private @Nullable String read() throws IOException {
    number++;
    try {
      return lines.readLine();
    } catch (CharacterCodingException e) {
      throw refused(number, "MALFORMED_DIVISION_FILE", "The file is not UTF-8.");
    } catch (ZipException e) {
      throw refused(number, "MALFORMED_DIVISION_FILE", "The file is compressed, and damaged.");
    } catch (EOFException e) {
      throw refused(number, "MALFORMED_DIVISION_FILE", "The file ends in the middle.");
    }
  }

  private Line parse(String line) {
    int comma = line.indexOf(',');
    Division division =
        Division.parse(comma < 0 ? line : line.substring(0, comma))
            .filter(each -> each.level() != Division.Level.COUNTRY)
            .orElseThrow(
                () -> refused(number, "MALFORMED_DIVISION_LINE", "A line begins with 12 digits."));
    String name = comma == CODE_LENGTH ? unquoted(line.substring(comma + 1)).strip() : "";
    if (name.isEmpty()
        || name.length() > LONGEST_NAME
        || name.chars().anyMatch(Character::isISOControl)) {
      throw refused(
          number,
          "MALFORMED_DIVISION_LINE",
          "A division has a name of at most " + LONGEST_NAME + " characters.");
    }
    return new Line(number, division, name);
  }

  private static String unquoted(String name) {
    return name.length() >= 2 && name.startsWith("\"") && name.endsWith("\"")
        ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
        : name;
  }

  /** Refuses the file for one of its lines. */
  static Problem refused(int line, String code, String detail) {
    return Problem.unprocessable(code, detail).with("line", line);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  /** Ends a stream that unpacks to more than anybody meant to send. */
  private static final class Limited extends FilterInputStream {

    private long left = LONGEST_FILE;

    Limited(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read = super.read(into, offset, length);
      left -= Math.max(0, read);
      if (left < 0) {
        throw Problem.tooLarge("BODY_TOO_LARGE", "The file unpacks to more than the country.");
      }
      return read;
    }
  }
}
