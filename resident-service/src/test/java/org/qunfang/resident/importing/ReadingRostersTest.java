package org.qunfang.resident.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qunfang.events.Division;
import org.qunfang.events.Divisions;
import org.qunfang.events.ResidentEvent.Residency;
import org.qunfang.events.ResidentEvent.Sex;
import org.qunfang.events.ResidentEvent.Tenure;
import org.qunfang.resident.importing.Fault.Code;
import org.qunfang.resident.importing.RowReader.Read;
import org.qunfang.security.Problem;

/** What a community's file says, whatever program wrote it. */
class ReadingRostersTest {

  private static final Division YAOWAN = new Division("422801001008");
  private static final Division WUYANGBA = new Division("422801001000");
  private static final String NUMBER = "11010519491231002X";
  private static final String HEADINGS = "姓名,公民身份号码,电话,小区,楼栋,门牌,户别,居住类型\n";
  private static final String ROW = "张某," + NUMBER + ",13900001111,金桂园,3,301,业主,常住\n";

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "GB18030", "UTF-16"})
  void aCsvIsReadInTheEncodingThatItWasWrittenIn(String charset) throws IOException {
    Entry entry = right(bytes(HEADINGS + ROW, charset));
    assertThat(entry.name()).isEqualTo("张某");
    assertThat(entry.idNumber()).isEqualTo(NUMBER);
    assertThat(entry.compound()).isEqualTo("金桂园");
    assertThat(entry.door()).isEqualTo("301");
    assertThat(entry.tenure()).isEqualTo(Tenure.OWNER);
    assertThat(entry.residency()).isEqualTo(Residency.RESIDENT);
    assertThat(entry.community()).isEqualTo(YAOWAN);
    assertThat(entry.row()).isEqualTo(2);
  }

  @Test
  void theMarkOfUtf8BelongsToNoHeading() throws IOException {
    assertThat(right(bytes("\uFEFF" + HEADINGS + ROW, "UTF-8")).name()).isEqualTo("张某");
  }

  @ParameterizedTest
  @ValueSource(strings = {";", "\t"})
  void aCsvMayBePartedByAnythingThatPartsItsHeadings(String delimiter) throws IOException {
    String csv = (HEADINGS + ROW).replace(",", delimiter);
    assertThat(right(bytes(csv, "UTF-8")).telephone()).isEqualTo("13900001111");
  }

  @Test
  void headingsMayBeEnglishAndUnderATitleAndBesideColumnsNobodyKnows() throws IOException {
    byte[] csv =
        bytes(
            "花名册,,,\n,,,\n序号,Name *,ID number(18位),Door,residency,备注\n1,李某,"
                + NUMBER
                + ",502,stranded,无\n",
            "UTF-8");
    try (Spool file = spool(csv);
        Lines lines = CsvLines.of(file)) {
      Headings headings = Headings.find(lines);
      assertThat(headings.ignored()).containsExactly(1, 6);
      Line line = Objects.requireNonNull(lines.next());
      Entry entry = ((Read.Right) reader(headings).read(line)).entry();
      assertThat(entry.row()).isEqualTo(4);
      assertThat(entry.residency()).isEqualTo(Residency.STRANDED);
      assertThat(entry.tenure()).isEqualTo(Tenure.OWNER);
    }
  }

  @Test
  void aForeignerHasAPassportAndACountryHoweverItIsWritten() throws IOException {
    for (String country : List.of("FRA", "fr", "法国", "France")) {
      Entry entry =
          right(bytes("姓名,护照,国籍,门牌,户别\nJane Doe,p1234567," + country + ",1,租户\n", "UTF-8"));
      assertThat(entry.nationality()).isEqualTo("FRA");
      assertThat(entry.passport()).isEqualTo("P1234567");
      assertThat(entry.residency()).isEqualTo(Residency.TENANT);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1990-01-02", "1990/1/2", "1990.01.02", "1990年1月2日", "19900102", "１９９０－０１－０２"})
  void aDayIsReadHoweverItIsWritten(String day) throws IOException {
    Entry entry = right(bytes("姓名,门牌,户别,出生日期,性别\n某甲,1,业主," + day + ",女\n", "UTF-8"));
    assertThat(entry.birthDate()).isEqualTo(LocalDate.of(1990, 1, 2));
    assertThat(entry.sex()).isEqualTo(Sex.FEMALE);
  }

  @Test
  void aDayOfAWorkbookIsANumber() throws IOException {
    byte[] workbook =
        workbook(
            sheet -> {
              headings(sheet, "姓名", "门牌", "户别", "出生日期");
              sheet.value(1, 0, "张某");
              sheet.value(1, 1, "1");
              sheet.value(1, 2, "业主");
              sheet.value(1, 3, LocalDate.of(1990, 1, 2));
            });
    assertThat(right(workbook).birthDate()).isEqualTo(LocalDate.of(1990, 1, 2));
  }

  @ParameterizedTest
  @CsvSource({
    "出生日期, 1990-02-30, VALUE_MALFORMED, birthDate",
    "出生日期, 去年, VALUE_MALFORMED, birthDate",
    "性别, 不详, VALUE_UNKNOWN, sex",
    "姓名, '', VALUE_MISSING, name",
    "门牌, '', VALUE_MISSING, door",
    "公民身份号码, 110105194912310021, ID_NUMBER_INVALID, idNumber",
    "公民身份号码, 1.10105E+17, NUMBER_NOT_TEXT, idNumber",
    "公民身份号码, '=A1', FORMULA, idNumber",
    "电话, 1.39E+10, NUMBER_NOT_TEXT, telephone",
    "电话, 打不通, VALUE_MALFORMED, telephone",
    "护照, P1234567, NATIONALITY_MISSING, nationality",
    "国籍, ZZZ, NATIONALITY_UNKNOWN, nationality",
    "社区代码, 4228, MALFORMED_DIVISION, community",
    "社区代码, 422801001999, UNKNOWN_DIVISION, community",
    "社区代码, 422801001000, NOT_A_COMMUNITY, community",
    "社区代码, 422801002001, OTHER_DIVISION, community",
    "户别, 国王, VALUE_UNKNOWN, tenure",
    "居住类型, 国王, VALUE_UNKNOWN, residency",
    "居住类型, '', VALUE_MISSING, residency"
  })
  void whatIsWrongIsSaidByRowAndFieldAndNeverByValue(
      String heading, String value, Code code, String field) throws IOException {
    String csv = heading + "," + others(heading) + "\n" + value + "," + values(heading) + "\n";
    assertThat(faults(bytes(csv, "UTF-8"))).contains(new Fault(2, field, code.name()));
  }

  private static String others(String heading) {
    return heading.equals("姓名") ? "门牌,x" : heading.equals("门牌") ? "姓名,x" : "姓名,门牌";
  }

  private static String values(String heading) {
    return heading.equals("姓名") || heading.equals("门牌") ? "301,x" : "某甲,301";
  }

  @Test
  void allThatIsWrongWithARowIsSaidAtOnce() throws IOException {
    List<Fault> faults = faults(bytes("姓名,电话,门牌,户别\n,x,,国王\n", "UTF-8"));
    assertThat(faults)
        .extracting(Fault::field)
        .containsExactlyInAnyOrder("name", "telephone", "door", "tenure");
  }

  @Test
  void somebodyWithTwoDocumentsHasOneTooMany() throws IOException {
    String csv = "姓名,门牌,户别,身份证号,护照,国籍\n某甲,1,业主," + NUMBER + ",P1234567,FRA\n";
    assertThat(faults(bytes(csv, "UTF-8")))
        .containsExactly(Fault.of(2, Column.PASSPORT, Code.DOCUMENT_AMBIGUOUS));
  }

  @Test
  void aWorkbookIsReadLikeACsv() throws IOException {
    byte[] workbook =
        workbook(
            sheet -> {
              headings(sheet, "姓名", "身份证号", "电话", "楼栋", "门牌", "户别");
              sheet.value(1, 0, "张某");
              sheet.value(1, 1, NUMBER);
              sheet.value(1, 2, 13900001111L);
              sheet.value(1, 4, 301);
              sheet.value(1, 5, "业主");
            });
    Entry entry = right(workbook);
    assertThat(entry.name()).isEqualTo("张某");
    assertThat(entry.idNumber()).isEqualTo(NUMBER);
    assertThat(entry.telephone()).isEqualTo("13900001111");
    assertThat(entry.building()).isNull();
    assertThat(entry.door()).isEqualTo("301");
  }

  @Test
  void aNumberOfEighteenDigitsThatAProgramRoundedIsNotTakenOver() throws IOException {
    byte[] workbook =
        workbook(
            sheet -> {
              headings(sheet, "姓名", "身份证号", "门牌", "户别");
              sheet.value(1, 0, "张某");
              sheet.value(1, 1, 110105194912310000d);
              sheet.value(1, 2, "1");
              sheet.value(1, 3, "业主");
            });
    assertThat(faults(workbook))
        .containsExactly(Fault.of(2, Column.ID_NUMBER, Code.NUMBER_NOT_TEXT));
  }

  @Test
  void aFormulaIsNotComputed() throws IOException {
    byte[] workbook =
        workbook(
            sheet -> {
              headings(sheet, "姓名", "门牌", "户别");
              sheet.formula(1, 0, "HYPERLINK(\"http://example.org\")");
              sheet.value(1, 1, "1");
              sheet.value(1, 2, "业主");
            });
    assertThat(faults(workbook)).contains(Fault.of(2, Column.NAME, Code.FORMULA));
  }

  @Test
  void aTextInPiecesIsReadWithoutHowItIsSpoken() throws IOException {
    byte[] workbook =
        pack(
            "<sst><si><r><t>张</t></r><r><t>某</t></r><rPh><t>zhang mou</t></rPh></si></sst>",
            "<worksheet><sheetData>"
                + "<row><c t=\"inlineStr\"><is><t>姓名</t></is></c>"
                + "<c t=\"inlineStr\"><is><t>门牌</t></is></c>"
                + "<c t=\"inlineStr\"><is><t>户别</t></is></c></row>"
                + "<row r=\"7\"><c r=\"A7\" t=\"s\"><v>0</v></c><c r=\"B7\"><v>1</v></c>"
                + "<c r=\"C7\" t=\"str\"><v>业主</v></c></row>"
                + "</sheetData></worksheet>");
    Entry entry = right(workbook);
    assertThat(entry.name()).isEqualTo("张某");
    assertThat(entry.row()).isEqualTo(7);
  }

  @Test
  void aFileThatUnpacksWithoutEndIsNotReadToIt() throws IOException {
    refused(pack("<sst/>", "<worksheet>", 300_000), "ROSTER_TOO_MUCH_INSIDE");
    refused(
        pack("<sst><si><t>" + "x".repeat(40_000) + "</t></si></sst>", "<worksheet/>"),
        "ROSTER_NOT_XLSX");
    refused(directory(20_000), "ROSTER_TOO_MUCH_INSIDE");
    refused(
        pack("<sst>" + ("<si><t>" + "某".repeat(500) + "</t></si>").repeat(25_000), "<worksheet/>"),
        "ROSTER_TOO_MUCH_INSIDE");
    refused(
        pack("<sst/>", "<worksheet a=\"" + "x".repeat(2_000_000) + "\"/>"),
        "ROSTER_TOO_MUCH_INSIDE");
  }

  @Test
  void nothingIsFetchedOrExpandedOnAFilesBehalf() throws IOException {
    refused(
        pack(
            "<sst/>",
            "<!DOCTYPE w [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><worksheet><sheetData><row>"
                + "<c t=\"inlineStr\"><is><t>&x;</t></is></c></row></sheetData></worksheet>"),
        "ROSTER_NOT_XLSX");
  }

  @Test
  void whatIsNoRosterIsRefusedAsAWhole() {
    refused(new byte[0], "ROSTER_EMPTY");
    refused(bytes("\n\n", "UTF-8"), "ROSTER_EMPTY");
    refused(bytes("a,b\n1,2\n", "UTF-8"), "ROSTER_NO_HEADINGS");
    refused(bytes("姓名,姓名,门牌\n", "UTF-8"), "ROSTER_HEADING_TWICE");
    refused(bytes("姓名,电话\n", "UTF-8"), "ROSTER_HEADING_MISSING");
    refused(new byte[] {'a', (byte) 0xFF, (byte) 0xFF, 'b'}, "ROSTER_ENCODING");
    refused("PK\003\004 is no workbook".getBytes(StandardCharsets.UTF_8), "ROSTER_NOT_XLSX");
    refused(bytes(HEADINGS + "\"" + "x".repeat(200_000), "UTF-8"), "ROSTER_NOT_CSV");
  }

  private static void refused(byte[] file, String code) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo(code));
  }

  private static Entry right(byte[] file) throws IOException {
    List<Read> rows = read(file);
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0)).isInstanceOf(Read.Right.class);
    return ((Read.Right) rows.get(0)).entry();
  }

  private static List<Fault> faults(byte[] file) throws IOException {
    List<Read> rows = read(file);
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0)).isInstanceOf(Read.Wrong.class);
    return ((Read.Wrong) rows.get(0)).faults();
  }

  private static List<Read> read(byte[] bytes) throws IOException {
    try (Spool file = spool(bytes);
        Lines lines = Roster.lines(file)) {
      RowReader reader = reader(Headings.find(lines));
      List<Read> rows = new ArrayList<>();
      for (Line line = lines.next(); line != null; line = lines.next()) {
        rows.add(reader.read(line));
      }
      return rows;
    }
  }

  private static RowReader reader(Headings headings) {
    return new RowReader(headings, WUYANGBA, YAOWAN, Divisions::exists);
  }

  private static Spool spool(byte[] bytes) throws IOException {
    return Spool.of(new ByteArrayInputStream(bytes));
  }

  private static byte[] bytes(String text, String charset) {
    return text.getBytes(Charset.forName(charset));
  }

  private static byte[] workbook(Consumer<Worksheet> rows) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(bytes, "test", "1.0")) {
      rows.accept(workbook.newWorksheet("名册"));
    }
    return bytes.toByteArray();
  }

  private static void headings(Worksheet sheet, String... headings) {
    for (int i = 0; i < headings.length; i++) {
      sheet.value(0, i, headings[i]);
    }
  }

  private static byte[] pack(String texts, String sheet) throws IOException {
    return pack(texts, sheet, 0);
  }

  /** With so many thousand blanks at the end of the sheet. */
  private static byte[] pack(String texts, String sheet, int blanks) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      put(zip, "xl/workbook.xml", "<workbook><sheets><sheet id=\"r1\"/></sheets></workbook>");
      put(
          zip,
          "xl/_rels/workbook.xml.rels",
          "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"sheet.xml\"/>"
              + "<Relationship Id=\"r2\" Type=\"x/sharedStrings\" Target=\"/xl/texts.xml\"/>"
              + "</Relationships>");
      put(zip, "xl/texts.xml", texts);
      zip.putNextEntry(new ZipEntry("xl/sheet.xml"));
      zip.write(sheet.getBytes(StandardCharsets.UTF_8));
      byte[] thousand = " ".repeat(1_000).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < blanks; i++) {
        zip.write(thousand);
      }
      zip.closeEntry();
    }
    return bytes.toByteArray();
  }

  private static byte[] directory(int entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < entries; i++) {
        put(zip, "xl/media/picture-number-" + i, "");
      }
    }
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream zip, String path, String content) throws IOException {
    zip.putNextEntry(new ZipEntry(path));
    zip.write(content.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }
}
