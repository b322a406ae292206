package org.qunfang.reporting.projection;

import static java.util.stream.Collectors.joining;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A ledger's table: the live one, or the one that a rebuild fills. */
public final class Ledger {

  /** The ledger that is read and projected into. */
  public static final Ledger LIVE = new Ledger("ledger");

  /** The ledger that a rebuild fills. */
  public static final Ledger NEXT = new Ledger("ledger_next");

  /** Pages written by one statement. */
  private static final int CHUNK = 4_000;

  private final String table;

  private Ledger(String table) {
    this.table = table;
  }

  /** The table's name, for statements about it as a whole. */
  public String table() {
    return table;
  }

  /** Adds amounts to what the ledger has, in the pages' own order. */
  public Uni<Void> add(SqlClient connection, SortedMap<Page, Days> pages) {
    return addRest(connection, pages.entrySet().iterator());
  }

  private Uni<Void> addRest(SqlClient connection, Iterator<Map.Entry<Page, Days>> rest) {
    if (!rest.hasNext()) {
      return Uni.createFrom().voidItem();
    }
    Chunk chunk = new Chunk(rest);
    return connection
        .preparedQuery(chunk.sql(table))
        .execute(chunk.tuple())
        .chain(() -> addRest(connection, rest));
  }

  /** So many pages as the columns that PostgreSQL makes rows of. */
  private static final class Chunk {

    private final Long[] divisions;
    private final Integer[] months;
    private final Short[] metrics;
    private final @Nullable Long[][] days = new Long[Days.MOST][];
    private int told;

    Chunk(Iterator<Map.Entry<Page, Days>> rest) {
      Long[] division = new Long[CHUNK];
      Integer[] month = new Integer[CHUNK];
      Short[] metric = new Short[CHUNK];
      Days[] amounts = new Days[CHUNK];
      int count = 0;
      while (count < CHUNK && rest.hasNext()) {
        Map.Entry<Page, Days> next = rest.next();
        division[count] = Long.parseLong(next.getKey().division().code());
        month[count] = next.getKey().month();
        metric[count] = (short) next.getKey().metric().number();
        amounts[count] = next.getValue();
        told |= next.getValue().told();
        count++;
      }
      divisions = java.util.Arrays.copyOf(division, count);
      months = java.util.Arrays.copyOf(month, count);
      metrics = java.util.Arrays.copyOf(metric, count);
      for (int day = 1; day <= Days.MOST; day++) {
        if (told(day)) {
          @Nullable Long[] column = new Long[count];
          for (int i = 0; i < count; i++) {
            column[i] = amounts[i].on(day);
          }
          days[day - 1] = column;
        }
      }
    }

    private boolean told(int day) {
      return (told >>> (day - 1) & 1) != 0;
    }

    private IntStream toldDays() {
      return IntStream.rangeClosed(1, Days.MOST).filter(this::told);
    }

    /** Names only the days that anything was told of: today, as a rule. */
    String sql(String table) {
      String columns = toldDays().mapToObj(day -> "d" + day).collect(joining(", "));
      String parameters =
          IntStream.rangeClosed(4, 3 + (int) toldDays().count())
              .mapToObj(i -> "$" + i + "::bigint[]")
              .collect(joining(", "));
      String sums =
          toldDays()
              .mapToObj(
                  day ->
                      "d%1$d = coalesce(l.d%1$d + excluded.d%1$d, l.d%1$d, excluded.d%1$d)"
                          .formatted(day))
              .collect(joining(", "));
      return """
          insert into %s as l (division, month, metric, %s)
          select * from unnest($1::bigint[], $2::int[], $3::smallint[], %s)
              on conflict (division, month, metric) do update set %s
          """
          .formatted(table, columns, parameters, sums);
    }

    Tuple tuple() {
      Tuple tuple = Tuple.tuple().addValue(divisions).addValue(months).addValue(metrics);
      toldDays().forEach(day -> tuple.addValue(days[day - 1]));
      return tuple;
    }
  }
}
