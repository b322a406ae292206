package org.qunfang.resident.worker;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.WorkerKind;
import org.qunfang.resident.register.Register;

/** Workers in the order of what they did (积分榜): most first. */
@ApplicationScoped
class Ranking {

  private static final String BY =
      """
      select * from worker
       where {within} and on_duty {kind} {after}
       order by {column} desc, id desc
       limit {limit}
      """;

  /** Few, who are read and sorted. */
  private static final String LOOKED_UP = "community >= :low and community <= :high";

  /** So many that they are met soon along the index of the column. */
  private static final String LOOKED_AT =
      "(community >= :low) is true and (community <= :high) is true";

  private final Mutiny.SessionFactory sessions;
  private final Register register;

  Ranking(Mutiny.SessionFactory sessions, Register register) {
    this.sessions = sessions;
    this.register = register;
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
    Division of = register.asked(division);
    String sql =
        BY.replace(
                "{within}", of.level().compareTo(Division.Level.STREET) < 0 ? LOOKED_AT : LOOKED_UP)
            .replace("{kind}", kind == null ? "" : "and kind = '" + kind.name() + "'")
            .replace("{after}", after == null ? "" : "and ({column}, id) < (:count, :after)")
            .replace("{column}", by.column())
            .replace("{limit}", Integer.toString(limit));
    return sessions.withSession(
        session ->
            Register.last(session, EnlistedWorker.class, of, after)
                .chain(
                    last -> {
                      var query =
                          session
                              .createNativeQuery(sql, EnlistedWorker.class)
                              .setParameter("low", of.code())
                              .setParameter("high", of.last());
                      last.ifPresent(
                          row ->
                              query
                                  .setParameter("count", by.of(row))
                                  .setParameter("after", row.id));
                      return query.setReadOnly(true).getResultList();
                    }));
  }
}
