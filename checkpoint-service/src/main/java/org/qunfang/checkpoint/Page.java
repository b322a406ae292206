package org.qunfang.checkpoint;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.security.DivisionScope;

/**
 * A page of a list by keyset, within a division: rows in the order of (community, id), those after
 * the last one of the page before. It costs the same wherever in the list it lies.
 *
 * @param prefix leading digits of the communities wanted
 * @param after id of the last row of the page before; null for the first page
 * @param limit rows at most
 */
public record Page(String prefix, @Nullable UUID after, int limit) {

  /** The most rows of a page. */
  public static final int MOST = 200;

  /** A page of the division asked for, which is the caller's own or lies below it. */
  public static Page within(
      DivisionScope scope, @Nullable Division division, @Nullable UUID after, int limit) {
    if (division == null) {
      return new Page(scope.prefix(), after, limit);
    }
    scope.require(division);
    return new Page(division.prefix(), after, limit);
  }

  /** The rows of a table that has an id and a community. */
  public <T> Uni<List<T>> of(Mutiny.Session session, String table, Class<T> entity) {
    if (after == null) {
      return session
          .createNativeQuery(
              """
              select * from %s where community like ?1 order by community, id limit ?2
              """
                  .formatted(table),
              entity)
          .setParameter(1, prefix + "%")
          .setParameter(2, limit)
          .getResultList();
    }
    return session
        .createNativeQuery(
            """
            select * from %1$s
             where community like ?1
               and (community, id) > (select last.community, last.id from %1$s last where last.id = ?2)
             order by community, id limit ?3
            """
                .formatted(table),
            entity)
        .setParameter(1, prefix + "%")
        .setParameter(2, after)
        .setParameter(3, limit)
        .getResultList();
  }
}
