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
record Reading<T extends InCommunity>(
    Mutiny.Session session, Class<T> entries, Division of, Page page, Where where) {

  /**
   * By time, in few communities: so many of each, merged. The communities that have such entries
   * are found by one look into the index for each.
   */
  private static final String MERGED =
      """
      with recursive present (place) as (
        (select community from {table}
          where community >= :low and community <= :high {where} order by community limit 1)
        union all
        select (select community from {table}
                 where community > p.place and community <= :high {where} order by community limit 1)
          from present p where p.place is not null)
      select e.*
        from present p
       cross join lateral (
               select {columns} from {table}
                where community = p.place {after} {where}
                order by {since} {order}, id {order} limit {limit}) e
       order by {since} {order}, id {order}
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
       where (community >= :low) is true and (community <= :high) is true {after} {where}
       order by {since} {order}, id {order} limit {limit}
      """;

  private static final String ALONG_PLACE =
      """
      select {columns} from {table}
       where community >= :low and community <= :high {after} {where}
       order by community, {since}, id limit {limit}
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

  Uni<List<T>> after(@Nullable T last) {
    var query =
        session
            .createNativeQuery(sql(last), entries)
            .setParameter("low", Register.bound(of, '0'))
            .setParameter("high", Register.bound(of, '9'));
    where.bind(query::setParameter);
    if (last != null) {
      query.setParameter("lastTime", last.since()).setParameter("lastId", last.id());
      if (page.sort() == Sort.PLACE) {
        query.setParameter("lastCommunity", last.community().code());
      }
    }
    return query.setReadOnly(true).getResultList();
  }

  private String sql(@Nullable T last) {
    String statement =
        switch (page.sort()) {
          case PLACE -> ALONG_PLACE;
          case NEWEST, OLDEST ->
              of.level().compareTo(Division.Level.STREET) < 0 ? ALONG_TIME : MERGED;
        };
    String after =
        switch (page.sort()) {
          case PLACE -> "and (community, {since}, id) > (:lastCommunity, :lastTime, :lastId)";
          case NEWEST -> "and ({since}, id) < (:lastTime, :lastId)";
          case OLDEST -> "and ({since}, id) > (:lastTime, :lastId)";
        };
    return statement
        .replace("{after}", last == null ? "" : after)
        .replace("{where}", where.sql())
        .replace("{order}", page.sort() == Sort.NEWEST ? "desc" : "asc")
        .replace("{limit}", Integer.toString(page.limit()))
        .replace("{columns}", COLUMNS.get(entries))
        .replace("{table}", table())
        .replace("{since}", since());
  }

  private String table() {
    return entries.getAnnotation(Table.class).name();
  }

  private String since() {
    Since column = entries.getAnnotation(Since.class);
    if (column == null) {
      throw new IllegalStateException(entries + " does not say since when");
    }
    return column.value();
  }
}
