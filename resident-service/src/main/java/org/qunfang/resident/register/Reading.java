package org.qunfang.resident.register;

import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.resident.register.Page.Sort;

/**
 * How a page of a register is read: always along an index, so that a page of nine million costs
 * what a page of nine hundred costs. The limit stands in the statement itself, so that the database
 * plans for a page and not for all.
 *
 * @param <T> the entries
 */
record Reading<T extends Listed>(
    Mutiny.Session session, Class<T> entries, Division of, Page page, Where where) {

  /**
   * By time, in some communities: so many of each, merged. The communities that have such entries
   * are found by one look into the index for each, and by another the first entry of each: a page
   * has entries of those that begin first, and of no more of them than it has entries.
   */
  private static final String MERGED =
      """
      with recursive present (place) as (
        (select {place} from {table}
          where {place} >= :low and {place} <= :high {where} order by {place} limit 1)
        union all
        select (select {place} from {table}
                 where {place} > p.place and {place} <= :high {where} order by {place} limit 1)
          from present p where p.place is not null)
      select e.*
        from (select p.place
                from present p
               cross join lateral (
                       select {since}, id from {table}
                        where {place} = p.place {after} {where}
                        order by {along} limit 1) f
               order by {along}
               limit {limit}) p
       cross join lateral (
               select {columns} from {table}
                where {place} = p.place {after} {where}
                order by {along} limit {limit}) e
       order by {along}
       limit {limit}
      """;

  /**
   * By time, in so much of the register that most of what the index of times shows belongs. The
   * communities are looked at and not looked up: a plan for any bounds takes these for narrow, and
   * would read and sort all that lies in them.
   */
  private static final String ALONG_TIME =
      """
      select {columns} from {table}
       where ({place} >= :low) is true and ({place} <= :high) is true {after} {where}
       order by {along} limit {limit}
      """;

  private static final String ALONG_PLACE =
      """
      select {columns} from {table}
       where {place} >= :low and {place} <= :high {after} {where}
       order by {along} limit {limit}
      """;

  /** Slice by slice, merged: so many of each. */
  private static final String SLICED =
      """
      select {columns} from ({slices}) s order by {along} limit {limit}
      """;

  /** The values that there are, each found by one look into the index, and a page of each. */
  private static final String SLICE =
      """
      (with recursive slice (value) as (
         (select {key} from {table} where {key} {range} {where} order by {key} limit 1)
         union all
         select (select {key} from {table}
                  where {key} > s.value and {key} {range} {where} order by {key} limit 1)
           from slice s where s.value is not null)
       select e.* from slice cross join lateral ({statement}) e)
      """;

  /** What Hibernate wants to read; a table may have more. */
  private static final ClassValue<String> COLUMNS =
      new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> entries) {
          return Arrays.stream(entries.getDeclaredFields())
              .filter(field -> field.isAnnotationPresent(Id.class) || isColumn(field))
              .map(Reading::column)
              .collect(Collectors.joining(", "));
        }
      };

  private static boolean isColumn(Field field) {
    return field.isAnnotationPresent(Column.class);
  }

  private static String column(Field field) {
    Column column = field.getAnnotation(Column.class);
    return column == null || column.name().isEmpty() ? field.getName() : column.name();
  }

  /** Where and since when the entries of a table are listed. */
  static Since listed(Class<?> entries) {
    Since listed = entries.getAnnotation(Since.class);
    if (listed == null) {
      throw new IllegalStateException(entries + " does not say since when");
    }
    return listed;
  }

  Uni<List<T>> after(@Nullable T last) {
    var query =
        session
            .createNativeQuery(sql(last), entries)
            .setParameter("low", of.code())
            .setParameter("high", of.last());
    where.bind(query::setParameter);
    if (last != null) {
      query.setParameter("lastTime", last.since()).setParameter("lastId", last.id());
      if (page.sort() == Sort.PLACE) {
        query.setParameter("lastCommunity", last.community().code());
      }
    }
    return query.setReadOnly(true).getResultList();
  }

  /**
   * The largest part of the register whose communities are merged. A district has hundreds of them:
   * what no index is about is met sooner along the time than in each. Values have indexes of their
   * own, in which a district's entries may all lie before or after all others, as when they were
   * listed one district after the other.
   */
  private Division.Level merged() {
    return where.slices().isEmpty() ? Division.Level.STREET : Division.Level.DISTRICT;
  }

  private String sql(@Nullable T last) {
    String statement =
        switch (page.sort()) {
          case PLACE -> ALONG_PLACE;
          case NEWEST, OLDEST -> of.level().compareTo(merged()) < 0 ? ALONG_TIME : MERGED;
        };
    String after =
        switch (page.sort()) {
          case PLACE -> "and ({place}, {since}, id) > (:lastCommunity, :lastTime, :lastId)";
          case NEWEST -> "and ({since}, id) < (:lastTime, :lastId)";
          case OLDEST -> "and ({since}, id) > (:lastTime, :lastId)";
        };
    String along =
        switch (page.sort()) {
          case PLACE -> "{place}, {since}, id";
          case NEWEST -> "{since} desc, id desc";
          case OLDEST -> "{since}, id";
        };
    Since listed = listed(entries);
    return (where.slices().isEmpty() ? statement : sliced(statement))
        .replace("{after}", last == null ? "" : after)
        .replace("{where}", where.sql())
        .replace("{along}", along)
        .replace("{limit}", Integer.toString(page.limit()))
        .replace("{columns}", COLUMNS.get(entries))
        .replace("{table}", entries.getAnnotation(Table.class).name())
        .replace("{place}", listed.place())
        .replace("{since}", listed.value());
  }

  private String sliced(String statement) {
    String slices =
        where.slices().stream()
            .map(slice -> sliced(statement, slice))
            .collect(Collectors.joining(" union all "));
    return SLICED.replace("{slices}", slices);
  }

  private static String sliced(String statement, Where.Slice slice) {
    String one = "{where} and {key} = slice.value" + slice.condition();
    return SLICE
        .replace("{statement}", statement.replace("{where}", one))
        .replace("{key}", slice.key())
        .replace("{range}", slice.range());
  }
}
