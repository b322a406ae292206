package org.qunfang.resident.worker;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.WorkerKind;
import org.qunfang.intake.OwnDivision;

/** Workers in the order of what they did (积分榜): most first. */
@ApplicationScoped
class Ranking {

  private static final String BY =
      """
      select * from worker
       where community like :within and on_duty {kind} {after}
       order by {column} desc, id desc
       limit :limit
      """;

  private final Mutiny.SessionFactory sessions;
  private final OwnDivision own;

  Ranking(Mutiny.SessionFactory sessions, OwnDivision own) {
    this.sessions = sessions;
    this.own = own;
  }

  /**
   * @param division the caller's own when null
   * @param after the last id of the page before
   */
  Uni<List<EnlistedWorker>> read(
      @Nullable Division division,
      Tally by,
      @Nullable WorkerKind kind,
      @Nullable UUID after,
      int limit) {
    Division of = own.asked(division);
    String sql =
        BY.replace("{column}", by.column())
            .replace("{kind}", kind == null ? "" : "and kind = '" + kind.name() + "'")
            .replace(
                "{after}",
                after == null
                    ? ""
                    : "and (%1$s, id) < (select %1$s, id from worker where id = :after)"
                        .formatted(by.column()));
    return sessions.withSession(
        session -> {
          var query =
              session
                  .createNativeQuery(sql, EnlistedWorker.class)
                  .setParameter("within", of.prefix() + "%")
                  .setParameter("limit", limit);
          if (after != null) {
            query.setParameter("after", after);
          }
          return query.setReadOnly(true).getResultList();
        });
  }
}
