package org.qunfang.local.bench;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.IntStream;
import org.qunfang.events.Division;
import org.qunfang.testing.parts.PostgresPart;

/**
 * Ninety days of forty metrics (Wuhan's command post had forty categories) in every division of a
 * city, written into the reports' ledger directly: reading is measured here, and projecting
 * elsewhere.
 */
final class NinetyDays {

  private static final int METRICS = 40;
  private static final int DAYS = 90;
  private static final int LONGEST_MONTH = 31;

  private final PostgresPart.Database reporting;

  NinetyDays(PostgresPart.Database reporting) {
    this.reporting = reporting;
  }

  /** Answers how many daily numbers there are now. */
  long fill(List<Division> divisions) throws SQLException {
    LocalDate today = LocalDate.now(java.time.ZoneId.of("Asia/Shanghai"));
    LocalDate first = today.minusDays(DAYS - 1);
    long numbers = 0;
    try (Connection database = reporting.connect();
        Statement statement = database.createStatement()) {
      Long[] codes =
          divisions.stream().map(division -> Long.parseLong(division.code())).toArray(Long[]::new);
      for (YearMonth month = YearMonth.from(first);
          !month.isAfter(YearMonth.from(today));
          month = month.plusMonths(1)) {
        List<Integer> days = days(month, first, today);
        String columns = days.stream().map(day -> "d" + day).collect(joining(", "));
        String amounts =
            days.stream().map(day -> "(random() * 100)::bigint").collect(joining(", "));
        String insert =
            """
            insert into ledger (division, month, metric, %s)
            select division, ?, metric, %s
              from unnest(?) division, (select number as metric from generate_series(1, %d) number) metrics
                on conflict (division, month, metric) do nothing
            """
                .formatted(columns, amounts, METRICS);
        try (PreparedStatement filling = database.prepareStatement(insert)) {
          filling.setInt(1, month.getYear() * 100 + month.getMonthValue());
          filling.setArray(2, database.createArrayOf("bigint", codes));
          numbers += (long) filling.executeUpdate() * days.size();
        }
      }
      statement.execute("vacuum analyze ledger");
    }
    return numbers;
  }

  private static List<Integer> days(YearMonth month, LocalDate first, LocalDate last) {
    return IntStream.rangeClosed(1, LONGEST_MONTH)
        .filter(day -> day <= month.lengthOfMonth())
        .filter(day -> !month.atDay(day).isBefore(first) && !month.atDay(day).isAfter(last))
        .boxed()
        .toList();
  }
}
