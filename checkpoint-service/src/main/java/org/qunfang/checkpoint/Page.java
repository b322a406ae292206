package org.qunfang.checkpoint;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.security.DivisionScope;
import org.qunfang.security.Problem;

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

  private static final UUID BEFORE_ALL = new UUID(0, 0);

  /** A page of the division asked for, which is the caller's own or lies below it. */
  public static Page within(
      DivisionScope scope, @Nullable Division division, @Nullable UUID after, int limit) {
    if (division == null) {
      return new Page(scope.prefix(), after, limit);
    }
    scope.require(division);
    return new Page(division.prefix(), after, limit);
  }

  /**
   * The rows of a table that has an id and a community.
   *
   * @throws Problem through the Uni, 422 when no row of the division has the id to go on after
   */
  public <T> Uni<List<T>> of(Mutiny.Session session, String table, Class<T> entity) {
    return start(session, table).chain(start -> from(start, session, table, entity));
  }

  private record Start(String community, UUID id) {}

  private Uni<Start> start(Mutiny.Session session, String table) {
    UUID last = after;
    if (last == null) {
      return Uni.createFrom().item(new Start(prefix, BEFORE_ALL));
    }
    return session
        .createNativeQuery("select community from " + table + " where id = ?1", String.class)
        .setParameter(1, last)
        .getSingleResultOrNull()
        .map(
            community -> {
              if (community == null || !community.startsWith(prefix)) {
                throw Problem.unprocessable(
                    "UNKNOWN_CURSOR", "'after' is the id of the last entry of the page before.");
              }
              return new Start(community, last);
            });
  }

  private <T> Uni<List<T>> from(
      Start start, Mutiny.Session session, String table, Class<T> entity) {
    return session
        .createNativeQuery(
            """
            select * from %s
             where community like ?1 and (community, id) > (?2, ?3)
             order by community, id limit ?4
            """
                .formatted(table),
            entity)
        .setParameter(1, prefix + "%")
        .setParameter(2, start.community())
        .setParameter(3, start.id())
        .setParameter(4, limit)
        .getResultList();
  }
}
