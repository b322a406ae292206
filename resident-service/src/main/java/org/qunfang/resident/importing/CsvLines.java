package org.qunfang.resident.importing;

import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * A roster as CSV: UTF-8, UTF-16 with its mark, or GB18030, which is what Excel writes in China;
 * with commas, semicolons or tabs, whichever parts the headings.
 */
final class CsvLines implements Lines {

  private static final Charset GB18030 = Charset.forName("GB18030");
  private static final char MARK = '\uFEFF';
  private static final char[] DELIMITERS = {',', '\t', ';', '，'};
  private static final int LOOK_AHEAD = 16_384;

  /** A row is no longer; a quote that nobody closes would make one of the whole file. */
  private static final int LONGEST_ROW = 65_536;

  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final Bounded bounded;

  private CsvLines(Bounded bounded, CSVParser parser) {
    this.bounded = bounded;
    this.parser = parser;
    this.records = parser.iterator();
  }

  static CsvLines of(Spool file) throws IOException {
    BufferedReader text =
        new BufferedReader(reader(file.open(), charset(file)), LOOK_AHEAD + LOOK_AHEAD);
    char delimiter = delimiter(text);
    Bounded bounded = new Bounded(text);
    return new CsvLines(
        bounded,
        CSVParser.builder()
            .setReader(bounded)
            .setFormat(
                CSVFormat.DEFAULT
                    .builder()
                    .setDelimiter(delimiter)
                    .setIgnoreEmptyLines(false)
                    .get())
            .get());
  }

  private static Charset charset(Spool file) throws IOException {
    byte[] mark = new byte[2];
    int read = file.open().readNBytes(mark, 0, 2);
    if (read == 0) {
      throw UnreadableRoster.EMPTY.problem();
    }
    if (Arrays.equals(mark, new byte[] {(byte) 0xFF, (byte) 0xFE})
        || Arrays.equals(mark, new byte[] {(byte) 0xFE, (byte) 0xFF})) {
      return StandardCharsets.UTF_16;
    }
    for (Charset each : List.of(StandardCharsets.UTF_8, GB18030)) {
      if (isAll(each, file)) {
        return each;
      }
    }
    throw UnreadableRoster.ENCODING.problem();
  }

  private static boolean isAll(Charset charset, Spool file) throws IOException {
    char[] buffer = new char[LOOK_AHEAD];
    try (Reader reader = reader(file.open(), charset)) {
      int read = 0;
      while (read >= 0) {
        read = reader.read(buffer);
      }
      return true;
    } catch (CharacterCodingException another) {
      return false;
    }
  }

  private static Reader reader(InputStream file, Charset charset) {
    return new InputStreamReader(
        file,
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  /** The one that parts the most headings; passes over the mark at the beginning. */
  private static char delimiter(BufferedReader text) throws IOException {
    text.mark(1);
    if (text.read() != MARK) {
      text.reset();
    }
    text.mark(LOOK_AHEAD);
    char[] beginning = new char[LOOK_AHEAD];
    int length = 0;
    int read = 0;
    while (read >= 0 && length < LOOK_AHEAD) {
      length += read;
      read = text.read(beginning, length, LOOK_AHEAD - length);
    }
    text.reset();
    List<String> lines = new String(beginning, 0, length).lines().limit(Headings.WITHIN).toList();
    char best = DELIMITERS[0];
    long most = 0;
    for (char delimiter : DELIMITERS) {
      long known = lines.stream().mapToLong(line -> headings(line, delimiter)).max().orElse(0);
      if (known > most) {
        most = known;
        best = delimiter;
      }
    }
    return best;
  }

  private static long headings(String line, char delimiter) {
    return Arrays.stream(line.split(String.valueOf(delimiter), -1))
        .filter(heading -> Column.under(heading).isPresent())
        .count();
  }

  @Override
  public @Nullable Line next() throws IOException {
    bounded.allow(LONGEST_ROW);
    try {
      if (!records.hasNext()) {
        return null;
      }
      CSVRecord row = records.next();
      return new Line((int) parser.getRecordNumber(), row.stream().map(CsvLines::cell).toList());
    } catch (UncheckedIOException | IllegalStateException malformed) {
      throw UnreadableRoster.NOT_CSV.problem();
    }
  }

  /** What a program would compute is a formula here too; it saves numbers as it shows them. */
  private static Cell cell(String text) {
    return text.startsWith("=") ? new Cell(text, Cell.Kind.FORMULA) : Cell.text(text);
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }

  /** Gives out so many characters for one row and, with some read ahead, no more. */
  private static final class Bounded extends FilterReader {

    private int left;

    Bounded(Reader in) {
      super(in);
    }

    void allow(int characters) {
      left = characters;
    }

    private void took(int characters) {
      left -= Math.max(0, characters);
      if (left < 0) {
        throw new IllegalStateException("a row without an end");
      }
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      took(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(char[] buffer, int from, int length) throws IOException {
      int read = super.read(buffer, from, Math.min(length, LONGEST_ROW / 4));
      took(read);
      return read;
    }
  }
}
