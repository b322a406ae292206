package org.qunfang.intake;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.Division;
import org.qunfang.security.Problem;

/**
 * Lists what lies in a division, in the order of communities and ids: however long the list is, a
 * page costs the same. What is listed has an {@code id} and a {@code community}.
 */
@ApplicationScoped
public class Listings {

  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private final Mutiny.SessionFactory sessions;
  private final OwnDivision own;

  Listings(Mutiny.SessionFactory sessions, OwnDivision own) {
    this.sessions = sessions;
    this.own = own;
  }

  /** A page of all. */
  public <T, V> Uni<List<V>> list(Class<T> entries, Listing page, Function<T, V> view) {
    return list(entries, page, "", Map.of(), view);
  }

  /**
   * A page of those that a condition holds for.
   *
   * @param where in Hibernate's language, beginning with {@code and}
   * @param values of the condition's parameters
   * @throws Problem 403 for another division, 422 {@code UNKNOWN_DIVISION} or {@code
   *     UNKNOWN_CURSOR}
   */
  public <T, V> Uni<List<V>> list(
      Class<T> entries, Listing page, String where, Map<String, ?> values, Function<T, V> view) {
    Division of = own.asked(page.division());
    return sessions.withSession(
        session ->
            start(session, entries, page, of)
                .chain(
                    start -> {
                      var query =
                          session
                              .createSelectionQuery(
                                  """
                                  from %s
                                   where (community, id) > (:community, :id) and community <= :last %s
                                   order by community, id
                                  """
                                      .formatted(entries.getName(), where),
                                  entries)
                              .setParameter("community", start.community())
                              .setParameter("id", start.id())
                              .setParameter("last", of.last())
                              .setMaxResults(page.limit())
                              .setReadOnly(true);
                      values.forEach(query::setParameter);
                      return query.getResultList();
                    })
                .map(rows -> rows.stream().map(view).toList()));
  }

  /** Those that somebody asks for; all that there are, if for none. */
  public static <E> List<E> orAll(List<E> asked, E[] all) {
    return asked.isEmpty() ? List.of(all) : asked;
  }

  private record Start(String community, UUID id) {}

  private static Uni<Start> start(
      Mutiny.Session session, Class<?> entries, Listing page, Division of) {
    UUID after = page.after();
    if (after == null) {
      return Uni.createFrom().item(new Start(of.prefix(), BEFORE_ALL));
    }
    return session
        .createSelectionQuery(
            "select community from %s where id = :id".formatted(entries.getName()), String.class)
        .setParameter("id", after)
        .getSingleResultOrNull()
        .map(
            community -> {
              if (community == null || !community.startsWith(of.prefix())) {
                throw Problem.unprocessable(
                    "UNKNOWN_CURSOR", "'after' is the id of the last entry of the page before.");
              }
              return new Start(community, after);
            });
  }
}
