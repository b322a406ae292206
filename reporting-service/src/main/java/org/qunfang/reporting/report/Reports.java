package org.qunfang.reporting.report;

import static java.util.stream.Collectors.joining;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.reporting.catalogue.Metric;
import org.qunfang.reporting.catalogue.Metric.Kind;
import org.qunfang.reporting.projection.Days;

/** Reads reports from the ledger: one division, and each of those directly below it. */
@ApplicationScoped
public class Reports {

  private final Pool pool;

  Reports(Pool pool) {
    this.pool = pool;
  }

  /** A division by name. */
  public record Named(String code, String name, Division.Level level) {}

  /** One metric of the division itself. */
  public record Value(
      String id, String name, String nameZh, String unit, Kind kind, @Nullable Long value) {}

  /** A division below, with its values by metric id. */
  public record Child(
      String code,
      String name,
      Division.Level level,
      boolean reported,
      Map<String, @Nullable Long> values) {}

  /**
   * What follows from the values. A share is null when there is nothing to have a share in.
   *
   * @param lastConfirmedCase the last day up to the end of the period with a new confirmed case
   * @param daysSinceLastConfirmedCase days from then to the end of the period
   * @param screeningCoverage households screened in the period, of the households registered
   * @param isolatedNow people in isolation of any kind
   * @param healthCheckRate health checks made, of those due
   * @param sameDaySettlementRate needs met on the day they were registered, of those met (日清日结)
   * @param contactlessRate contactless deliveries, of all
   */
  public record Derived(
      @Nullable LocalDate lastConfirmedCase,
      @Nullable Long daysSinceLastConfirmedCase,
      @Nullable Double screeningCoverage,
      @Nullable Long isolatedNow,
      @Nullable Double healthCheckRate,
      @Nullable Double sameDaySettlementRate,
      @Nullable Double contactlessRate) {}

  /**
   * The report of a division.
   *
   * @param reported false when nothing was ever told of it: then every value is null, not zero
   */
  public record Report(
      Named division,
      LocalDate from,
      LocalDate to,
      boolean reported,
      List<Value> metrics,
      Derived derived,
      List<Child> children) {}

  /** A metric of a division on a day; null for a flow nothing was told of, or before everything. */
  public record Point(LocalDate day, @Nullable Long value) {}

  /** The report of a division, empty for one that does not officially exist. */
  public Uni<Optional<Report>> of(
      Division division, Period period, Collection<Metric> metrics, boolean children) {
    return Uni.combine()
        .all()
        .unis(read(division, period, metrics, children), lastConfirmed(division, period.to()))
        .with((rows, last) -> report(division, period, metrics, rows, last));
  }

  private static Optional<Report> report(
      Division division,
      Period period,
      Collection<Metric> metrics,
      RowSet<Row> rows,
      Optional<LocalDate> lastConfirmed) {
    Report found = null;
    List<Child> children = new ArrayList<>();
    for (Row row : rows) {
      Sums sums = sums(row);
      Named named = named(row);
      if (named.code().equals(division.code())) {
        found =
            new Report(
                named,
                period.from(),
                period.to(),
                sums.reported(),
                metrics.stream().map(metric -> value(metric, sums)).toList(),
                derived(sums, period.to(), lastConfirmed.orElse(null)),
                children);
      } else {
        Map<String, @Nullable Long> values = new LinkedHashMap<>();
        metrics.forEach(metric -> values.put(metric.id(), sums.of(metric)));
        children.add(new Child(named.code(), named.name(), named.level(), sums.reported(), values));
      }
    }
    return Optional.ofNullable(found);
  }

  private Uni<RowSet<Row>> read(
      Division division, Period period, Collection<Metric> metrics, boolean children) {
    return pool.preparedQuery(
            """
            select d.code, d.name, d.level, p.metrics, p.flows, p.stocks, told.reported
              from division d
             cross join lateral (
                   select exists (select from ledger l where l.division = d.code and l.month < $3)
                       or exists (select from ledger l
                                   where l.division = d.code and l.month = $3 and %1$s is not null) as reported
                   ) told
              left join lateral (
                   select array_agg(metric) as metrics, array_agg(flow) as flows, array_agg(stock) as stocks
                     from (select l.metric, %2$s as flow, %3$s as stock
                             from ledger l
                            where l.division = d.code and l.month between $2 and $3 and l.metric = any ($4)
                            union all
                           select l.metric, null, l.total
                             from ledger l
                            where l.division = d.code and l.month < $2 and l.metric = any ($5)) page
                   ) p on true
             where d.code = $1 %4$s
             order by d.level, d.code
            """
                .formatted(
                    told(1, period.to().getDayOfMonth()),
                    inPeriod(period),
                    atEnd(period),
                    children ? "or d.parent = $1 and (told.reported or not d.abolished)" : ""))
        .execute(
            Tuple.of(
                Long.parseLong(division.code()),
                period.firstMonth(),
                period.lastMonth(),
                numbers(metrics, null),
                numbers(metrics, Kind.STOCK)));
  }

  private static Short[] numbers(Collection<Metric> metrics, @Nullable Kind kind) {
    return metrics.stream()
        .filter(metric -> kind == null || metric.kind() == kind)
        .map(metric -> (short) metric.number())
        .toArray(Short[]::new);
  }

  /** What a page adds to the sum over the period. */
  private static String inPeriod(Period period) {
    int first = period.firstMonth();
    int last = period.lastMonth();
    IntFunction<String> part = month -> sum(period.firstDayIn(month), period.lastDayIn(month));
    return first == last
        ? part.apply(first)
        : "case l.month when $2 then %s when $3 then %s else l.total end"
            .formatted(part.apply(first), part.apply(last));
  }

  /** What a page adds to the balance at the end of the period. */
  private static String atEnd(Period period) {
    return "case l.month when $3 then %s else l.total end"
        .formatted(sum(1, period.to().getDayOfMonth()));
  }

  /** The sum of some days of a page, null when nothing was told of any of them. */
  private static String sum(int from, int to) {
    return from == to
        ? "l.d" + from
        : "case when %s is not null then %s end"
            .formatted(
                told(from, to),
                IntStream.rangeClosed(from, to)
                    .mapToObj(day -> "coalesce(l.d" + day + ", 0)")
                    .collect(joining(" + ")));
  }

  private static String told(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(day -> "l.d" + day)
        .collect(joining(", ", "coalesce(", ")"));
  }

  private static Sums sums(Row row) {
    Sums sums = new Sums(row.getBoolean(6));
    Short[] metrics = row.getArrayOfShorts(3);
    if (metrics != null) {
      @Nullable Long[] flows = row.getArrayOfLongs(4);
      @Nullable Long[] stocks = row.getArrayOfLongs(5);
      for (int i = 0; i < metrics.length; i++) {
        Long flow = flows[i];
        Long stock = stocks[i];
        Metric.numbered(metrics[i]).ifPresent(metric -> sums.add(metric, flow, stock));
      }
    }
    return sums;
  }

  private static Named named(Row row) {
    return new Named(
        "%012d".formatted(row.getLong(0)),
        row.getString(1),
        Division.Level.values()[row.getShort(2)]);
  }

  private static Value value(Metric metric, Sums sums) {
    return new Value(
        metric.id(),
        metric.english(),
        metric.chinese(),
        metric.unit(),
        metric.kind(),
        sums.of(metric));
  }

  private static Derived derived(Sums sums, LocalDate end, @Nullable LocalDate lastConfirmed) {
    Long isolated = null;
    if (sums.reported()) {
      isolated = 0L;
      for (Metric kind :
          List.of(
              Metric.HOME_ISOLATION,
              Metric.CENTRAL_ISOLATION,
              Metric.MEDICAL_OBSERVATION,
              Metric.HOSPITAL_ISOLATION)) {
        Long people = sums.of(kind);
        isolated += people == null ? 0 : people;
      }
    }
    return new Derived(
        lastConfirmed,
        lastConfirmed == null ? null : ChronoUnit.DAYS.between(lastConfirmed, end),
        sums.share(Metric.HOUSEHOLDS_SCREENED, Metric.HOUSEHOLDS),
        isolated,
        sums.share(Metric.HEALTH_CHECKS, Metric.HEALTH_CHECKS, Metric.HEALTH_CHECKS_MISSED),
        sums.share(Metric.NEEDS_RESOLVED_SAME_DAY, Metric.NEEDS_RESOLVED),
        sums.share(Metric.DELIVERIES_CONTACTLESS, Metric.DELIVERIES));
  }

  private Uni<Optional<LocalDate>> lastConfirmed(Division division, LocalDate end) {
    return pages(division, Metric.CONFIRMED_NEW, 0, Period.month(end), "total > 0", 2)
        .map(
            rows -> {
              for (Row row : rows) {
                int month = row.getInteger(0);
                int last = month == Period.month(end) ? end.getDayOfMonth() : Days.MOST;
                for (int day = last; day >= 1; day--) {
                  Long amount = row.getLong(1 + day);
                  if (amount != null && amount > 0) {
                    return Optional.of(LocalDate.of(month / 100, month % 100, day));
                  }
                }
              }
              return Optional.empty();
            });
  }

  /** The daily values of a metric: amounts of a flow, balances of a stock. */
  public Uni<List<Point>> series(Division division, Metric metric, Period period) {
    int from = metric.kind() == Kind.STOCK ? 0 : period.firstMonth();
    return pages(division, metric, from, period.lastMonth(), "true", Integer.MAX_VALUE)
        .map(rows -> points(metric, period, rows));
  }

  private static List<Point> points(Metric metric, Period period, RowSet<Row> rows) {
    Map<Integer, Row> pages = new LinkedHashMap<>();
    Long balance = null;
    for (Row row : rows) {
      pages.put(row.getInteger(0), row);
      if (row.getInteger(0) < period.firstMonth()) {
        balance = (balance == null ? 0 : balance) + row.getLong(1);
      }
    }
    List<Point> points = new ArrayList<>();
    LocalDate first = period.from().withDayOfMonth(1);
    for (LocalDate day = first; !day.isAfter(period.to()); day = day.plusDays(1)) {
      Row page = pages.get(Period.month(day));
      Long amount = page == null ? null : page.getLong(1 + day.getDayOfMonth());
      if (amount != null) {
        balance = (balance == null ? 0 : balance) + amount;
      }
      if (!day.isBefore(period.from())) {
        points.add(new Point(day, metric.kind() == Kind.FLOW ? amount : balance));
      }
    }
    return points;
  }

  /** Pages of one metric, the latest first: month, total, and the days. */
  private Uni<RowSet<Row>> pages(
      Division division, Metric metric, int from, int to, String condition, int limit) {
    return pool.preparedQuery(
            """
            select month, total, %s from ledger
             where division = $1 and metric = $2 and month between $3 and $4 and %s
             order by month desc limit $5
            """
                .formatted(
                    IntStream.rangeClosed(1, Days.MOST)
                        .mapToObj(day -> "d" + day)
                        .collect(joining(", ")),
                    condition))
        .execute(
            Tuple.of(
                Long.parseLong(division.code()), (short) metric.number(), from, to, (long) limit));
  }

  /** The official name and level of a division. */
  public Uni<Optional<Named>> name(Division division) {
    return pool.preparedQuery("select code, name, level from division where code = $1")
        .execute(Tuple.of(Long.parseLong(division.code())))
        .map(
            rows ->
                rows.rowCount() == 0
                    ? Optional.empty()
                    : Optional.of(named(rows.iterator().next())));
  }
}
