package org.qunfang.resident.division;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qunfang.events.Division;
import org.qunfang.resident.division.DivisionFile.Line;
import org.qunfang.security.Problem;

class ReadingTheOfficialFileTest {

  private static final String HUBEI = "420000000000,湖北省\n";

  private static List<Line> read(byte[] file) throws IOException {
    try (DivisionFile lines = DivisionFile.open(new ByteArrayInputStream(file))) {
      List<Line> read = new ArrayList<>();
      for (Line line = lines.next(); line != null; line = lines.next()) {
        read.add(line);
      }
      return read;
    }
  }

  private static List<Line> read(String file) throws IOException {
    return read(file.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] gzip(byte[] content) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  @Test
  void everyLineIsADivision() throws IOException {
    assertThat(read("code,name\n" + HUBEI + "\n420100000000,武汉市\r\n"))
        .containsExactly(
            new Line(2, new Division("420000000000"), "湖北省"),
            new Line(4, new Division("420100000000"), "武汉市"));
  }

  @Test
  void aFileIsReadCompressedOrMarkedOrQuotedAllTheSame() throws IOException {
    byte[] plain = ("code,name\n" + HUBEI).getBytes(StandardCharsets.UTF_8);
    assertThat(read(gzip(plain))).isEqualTo(read(plain));
    assertThat(read("\uFEFFcode,name\n" + HUBEI)).isEqualTo(read(plain));
    assertThat(read("code,name\n420000000000,\"湖北省\"\n")).isEqualTo(read(plain));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "42000000000,湖北省|MALFORMED_DIVISION_LINE",
        "4200000000000,湖北省|MALFORMED_DIVISION_LINE",
        "42000000000x,湖北省|MALFORMED_DIVISION_LINE",
        "420000000000|MALFORMED_DIVISION_LINE",
        "420000000000,|MALFORMED_DIVISION_LINE",
        "000000000000,中国|MALFORMED_DIVISION_LINE",
      })
  void aBadLineIsRefusedWithItsNumber(String line, String code) {
    assertThatThrownBy(() -> read("code,name\n" + HUBEI + line + "\n"))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.code()).isEqualTo(code);
              assertThat(problem.body()).containsEntry("line", 3);
            });
  }

  @Test
  void aNameIsNoBook() {
    refused("code,name\n420000000000," + "湖".repeat(101), "MALFORMED_DIVISION_LINE");
    refused("code,name\n420000000000,湖\t北", "MALFORMED_DIVISION_LINE");
  }

  @Test
  void whatIsNoSuchFileIsRefused() {
    refused("", "MALFORMED_DIVISION_FILE");
    refused(HUBEI, "MALFORMED_DIVISION_FILE");
    refused(("code,name\n" + HUBEI).getBytes(Charset.forName("GBK")), "MALFORMED_DIVISION_FILE");
    byte[] packed = gzip(("code,name\n" + HUBEI).getBytes(StandardCharsets.UTF_8));
    refused(Arrays.copyOf(packed, packed.length - 9), "MALFORMED_DIVISION_FILE");
    packed[2] = 99;
    refused(packed, "MALFORMED_DIVISION_FILE");
  }

  @Test
  void aSmallFileThatUnpacksToAHugeOneIsRefused() {
    refused(gzip(new byte[101 * 1024 * 1024]), "BODY_TOO_LARGE");
  }

  private static void refused(String file, String code) {
    refused(file.getBytes(StandardCharsets.UTF_8), code);
  }

  private static void refused(byte[] file, String code) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo(code));
  }
}
