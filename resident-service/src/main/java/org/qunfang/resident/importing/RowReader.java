package org.qunfang.resident.importing;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.Residency;
import org.qunfang.events.ResidentEvent.Sex;
import org.qunfang.events.ResidentEvent.Tenure;
import org.qunfang.resident.importing.Fault.Code;
import org.qunfang.resident.person.IdNumber;
import org.qunfang.resident.person.Nationality;

/** Reads rows by the headings above them, and says of each all that is wrong with it. */
final class RowReader {

  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_PLACE = 60;
  private static final int LONGEST_DOOR = 120;

  /** More digits than that no quantity of a spreadsheet keeps. */
  private static final int EXACT_DIGITS = 15;

  private static final Pattern PASSPORT = Pattern.compile("[A-Z0-9]{5,20}");
  private static final Pattern TELEPHONE = Pattern.compile("[0-9+() -]{5,20}");
  private static final Pattern QUANTITY = Pattern.compile("[0-9]+(\\.[0-9]+)?[eE]\\+?[0-9]+");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}|[\\x{D800}-\\x{DFFF}]");
  private static final Pattern GAP = Pattern.compile("\\s+");

  private static final Map<String, Tenure> TENURES =
      Map.ofEntries(
          Map.entry("OWNER", Tenure.OWNER),
          Map.entry("业主", Tenure.OWNER),
          Map.entry("户主", Tenure.OWNER),
          Map.entry("自住", Tenure.OWNER),
          Map.entry("自有", Tenure.OWNER),
          Map.entry("常住户", Tenure.OWNER),
          Map.entry("TENANT", Tenure.TENANT),
          Map.entry("租户", Tenure.TENANT),
          Map.entry("租住", Tenure.TENANT),
          Map.entry("出租", Tenure.TENANT));

  private static final Map<String, Residency> RESIDENCIES =
      Map.ofEntries(
          Map.entry("RESIDENT", Residency.RESIDENT),
          Map.entry("常住", Residency.RESIDENT),
          Map.entry("常住人口", Residency.RESIDENT),
          Map.entry("户籍", Residency.RESIDENT),
          Map.entry("TENANT", Residency.TENANT),
          Map.entry("租住", Residency.TENANT),
          Map.entry("租户", Residency.TENANT),
          Map.entry("STRANDED", Residency.STRANDED),
          Map.entry("滞留", Residency.STRANDED),
          Map.entry("滞留人员", Residency.STRANDED));

  private static final Map<String, Sex> SEXES =
      Map.ofEntries(
          Map.entry("FEMALE", Sex.FEMALE),
          Map.entry("F", Sex.FEMALE),
          Map.entry("女", Sex.FEMALE),
          Map.entry("MALE", Sex.MALE),
          Map.entry("M", Sex.MALE),
          Map.entry("男", Sex.MALE));

  /** 1990-01-02, 1990/1/2, 1990.1.2, 1990年1月2日 or 19900102. */
  private static final Pattern DAY =
      Pattern.compile(
          "([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?|([0-9]{4})([0-9]{2})([0-9]{2})");

  /** How spreadsheets keep days: as their number since then. */
  private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);

  private static final Pattern DAYS = Pattern.compile("[0-9]{1,5}");

  private final Headings headings;
  private final Division own;
  private final @Nullable Division otherwise;
  private final Predicate<Division> official;

  /**
   * @param own whose roster it is: no row may be of another division
   * @param otherwise the community of rows that name none
   * @param official whether there is such a division
   */
  RowReader(
      Headings headings, Division own, @Nullable Division otherwise, Predicate<Division> official) {
    this.headings = headings;
    this.own = own;
    this.otherwise = otherwise;
    this.official = official;
  }

  /** What a row says, or what is wrong with it. */
  sealed interface Read {

    /** As far as the row itself can tell, nothing. */
    record Right(Entry entry) implements Read {}

    /** At least one thing. */
    record Wrong(List<Fault> faults) implements Read {}
  }

  Read read(Line line) {
    Row row = new Row(line);
    Division community = row.community();
    String compound = row.text(Column.COMPOUND, LONGEST_PLACE);
    String building = row.text(Column.BUILDING, LONGEST_PLACE);
    String door = row.needed(Column.DOOR, row.text(Column.DOOR, LONGEST_DOOR), Code.VALUE_MISSING);
    Tenure tenure = row.one(Column.TENURE, TENURES);
    Residency residency = row.one(Column.RESIDENCY, RESIDENCIES);
    String name = row.needed(Column.NAME, row.text(Column.NAME, LONGEST_NAME), Code.VALUE_MISSING);
    String idNumber = row.idNumber();
    String passport = row.matching(Column.PASSPORT, PASSPORT);
    String nationality = row.nationality();
    if (passport != null) {
      row.needed(Column.NATIONALITY, nationality, Code.NATIONALITY_MISSING);
    }
    String telephone = row.matching(Column.TELEPHONE, TELEPHONE);
    LocalDate birthDate = row.day(Column.BIRTH_DATE);
    Sex sex = row.one(Column.SEX, SEXES);
    if (idNumber != null && passport != null) {
      row.wrong(Column.PASSPORT, Code.DOCUMENT_AMBIGUOUS);
    }
    if (tenure == null && residency == null && row.isFree(Column.TENURE, Column.RESIDENCY)) {
      row.wrong(Column.RESIDENCY, Code.VALUE_MISSING);
    }
    if (!row.faults.isEmpty() || community == null || door == null || name == null) {
      return new Read.Wrong(List.copyOf(row.faults));
    }
    return new Read.Right(
        new Entry(
            line.number(),
            community,
            compound,
            building,
            door,
            tenure == null ? tenureOf(residency) : tenure,
            residency == null ? residencyOf(tenure) : residency,
            name,
            idNumber,
            passport,
            nationality,
            telephone,
            birthDate,
            sex));
  }

  private static Tenure tenureOf(@Nullable Residency residency) {
    return residency == Residency.TENANT ? Tenure.TENANT : Tenure.OWNER;
  }

  private static Residency residencyOf(@Nullable Tenure tenure) {
    return tenure == Tenure.TENANT ? Residency.TENANT : Residency.RESIDENT;
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  /** Written as people do, or counted as spreadsheets do. */
  private static Optional<LocalDate> day(String text, boolean counted) {
    if (counted && DAYS.matcher(text).matches()) {
      return Optional.of(DAY_ZERO.plusDays(Integer.parseInt(text)));
    }
    Matcher day = DAY.matcher(text);
    if (!day.matches()) {
      return Optional.empty();
    }
    int first = day.group(1) == null ? 4 : 1;
    try {
      return Optional.of(
          LocalDate.of(
              Integer.parseInt(day.group(first)),
              Integer.parseInt(day.group(first + 1)),
              Integer.parseInt(day.group(first + 2))));
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }

  /** A row on its way, with what has been found wrong so far. */
  private final class Row {

    private final Line line;
    private final List<Fault> faults = new ArrayList<>();

    Row(Line line) {
      this.line = line;
    }

    void wrong(Column column, Code code) {
      faults.add(Fault.of(line.number(), column, code));
    }

    boolean isFree(Column... columns) {
      for (Column column : columns) {
        if (faults.stream().anyMatch(fault -> column.field().equals(fault.field()))) {
          return false;
        }
      }
      return true;
    }

    /** What stands there, plain; null when nothing does, or nothing that can be taken over. */
    @Nullable String text(Column column, int longest) {
      Cell cell = headings.of(line, column);
      String text =
          switch (cell.kind()) {
            case TEXT -> plain(column, cell.text());
            case NUMBER -> quantity(column, cell.text());
            case FORMULA -> refused(column, Code.FORMULA);
            case FAULT -> refused(column, Code.FAULTY_CELL);
          };
      if (text == null || text.isEmpty()) {
        return null;
      }
      if (text.length() > longest) {
        return refused(column, Code.VALUE_TOO_LONG);
      }
      return CONTROL.matcher(text).find() ? refused(column, Code.CANNOT_BE_STORED) : text;
    }

    private @Nullable String refused(Column column, Code code) {
      wrong(column, code);
      return null;
    }

    private @Nullable String plain(Column column, String text) {
      String plain = GAP.matcher(text).replaceAll(" ").strip();
      if (plain.startsWith("'")) {
        // How spreadsheets are told that it is a text.
        plain = plain.substring(1);
      }
      if (!column.isNumber()) {
        return plain;
      }
      String digits = Normalizer.normalize(plain, Normalizer.Form.NFKC);
      return QUANTITY.matcher(digits).matches() ? refused(column, Code.NUMBER_NOT_TEXT) : digits;
    }

    private @Nullable String quantity(Column column, String text) {
      try {
        BigDecimal quantity = new BigDecimal(text.strip());
        boolean exact =
            quantity.signum() >= 0
                && quantity.stripTrailingZeros().scale() <= 0
                && quantity.precision() - quantity.scale() <= EXACT_DIGITS;
        boolean document = column == Column.ID_NUMBER || column == Column.PASSPORT;
        if (document || (column.isNumber() && !exact)) {
          return refused(column, Code.NUMBER_NOT_TEXT);
        }
        return exact ? quantity.toBigInteger().toString() : text.strip();
      } catch (NumberFormatException none) {
        return refused(column, Code.FAULTY_CELL);
      }
    }

    /** The same, read as something; wrong when it cannot be read so. */
    private <T> @Nullable T value(
        Column column, Code otherwise, Function<String, Optional<T>> reading) {
      String text = text(column, Integer.MAX_VALUE);
      if (text == null) {
        return null;
      }
      Optional<T> value = reading.apply(text);
      if (value.isEmpty()) {
        wrong(column, otherwise);
      }
      return value.orElse(null);
    }

    /** Wrong when there is nothing, and nothing else is wrong with it. */
    <T> @Nullable T needed(Column column, @Nullable T value, Code otherwise) {
      if (value == null && isFree(column)) {
        wrong(column, otherwise);
      }
      return value;
    }

    @Nullable String matching(Column column, Pattern form) {
      return value(
          column,
          Code.VALUE_MALFORMED,
          text -> Optional.of(upper(text)).filter(upper -> form.matcher(upper).matches()));
    }

    @Nullable LocalDate day(Column column) {
      boolean counted = headings.of(line, column).kind() == Cell.Kind.NUMBER;
      return value(column, Code.VALUE_MALFORMED, text -> RowReader.day(text, counted));
    }

    <T> @Nullable T one(Column column, Map<String, T> values) {
      return value(
          column, Code.VALUE_UNKNOWN, text -> Optional.ofNullable(values.get(upper(text))));
    }

    @Nullable String idNumber() {
      return value(
          Column.ID_NUMBER,
          Code.ID_NUMBER_INVALID,
          text ->
              Optional.of(upper(text.replace(" ", "")))
                  .filter(number -> IdNumber.parse(number).isPresent()));
    }

    @Nullable String nationality() {
      return value(Column.NATIONALITY, Code.NATIONALITY_UNKNOWN, Nationality::of);
    }

    @Nullable Division community() {
      String text = text(Column.COMMUNITY, Integer.MAX_VALUE);
      if (text == null) {
        return needed(Column.COMMUNITY, otherwise, Code.VALUE_MISSING);
      }
      Division community = Division.parse(text).orElse(null);
      Code code = community == null ? Code.MALFORMED_DIVISION : wrongWith(community);
      if (code != null) {
        wrong(Column.COMMUNITY, code);
        return null;
      }
      return community;
    }

    private @Nullable Code wrongWith(Division community) {
      if (!official.test(community)) {
        return Code.UNKNOWN_DIVISION;
      }
      if (!community.isCommunity()) {
        return Code.NOT_A_COMMUNITY;
      }
      return own.contains(community) ? null : Code.OTHER_DIVISION;
    }
  }
}
