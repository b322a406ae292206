package org.qunfang.supply.listing;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.intake.FieldReport;
import org.qunfang.security.DivisionScope;
import org.qunfang.security.Problem;

/**
 * A page of what lies in a division, in the order of communities and ids: however long the list is,
 * a page costs the same.
 *
 * @param division what is asked for, within what the caller may see
 * @param after the last id of the page before
 */
public record Listing(Division division, @Nullable UUID after, int limit) {

  private static final UUID BEFORE_ALL = new UUID(0, 0);

  /** Comes after every digit: the end of a range of codes. */
  private static final char BEYOND_DIGITS = ':';

  /**
   * The caller's page of a division; of the caller's own when none is named.
   *
   * @throws Problem 400 or 422 for a code that is none, 403 for another division
   */
  public static Listing of(
      DivisionScope scope,
      FieldReport field,
      @Nullable String division,
      @Nullable UUID after,
      int limit) {
    if (division == null) {
      return new Listing(scope.division(), after, limit);
    }
    Division asked = field.official(division);
    scope.require(asked);
    return new Listing(asked, after, limit);
  }

  /**
   * Rows of a table with {@code community}, {@code id} and {@code state}; of all states for null.
   */
  public <T> Uni<List<T>> read(
      Mutiny.Session session, Class<T> row, String table, @Nullable String state) {
    return start(session, table).chain(start -> from(start, session, row, table, state));
  }

  private record Start(String community, UUID id) {}

  private Uni<Start> start(Mutiny.Session session, String table) {
    UUID last = after;
    if (last == null) {
      return Uni.createFrom().item(new Start(division.prefix(), BEFORE_ALL));
    }
    return session
        .createNativeQuery("select community from " + table + " where id = :id", String.class)
        .setParameter("id", last)
        .getSingleResultOrNull()
        .map(
            community -> {
              if (community == null || !community.startsWith(division.prefix())) {
                throw Problem.unprocessable(
                    "UNKNOWN_CURSOR", "'after' is the last id of the page before.");
              }
              return new Start(community, last);
            });
  }

  private <T> Uni<List<T>> from(
      Start start, Mutiny.Session session, Class<T> row, String table, @Nullable String state) {
    String rows =
        """
        select * from %s
         where (community, id) > (:community, :id) and community < :beyond %s
         order by community, id
        """
            .formatted(table, state == null ? "" : "and state = :state");
    var query =
        session
            .createNativeQuery(rows, row)
            .setParameter("community", start.community())
            .setParameter("id", start.id())
            .setParameter("beyond", division.prefix() + BEYOND_DIGITS)
            .setMaxResults(limit);
    return (state == null ? query : query.setParameter("state", state)).getResultList();
  }
}
