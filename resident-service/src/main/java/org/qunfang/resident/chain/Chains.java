package org.qunfang.resident.chain;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.ContactClass;
import org.qunfang.events.ResidentEvent.ContactSetting;
import org.qunfang.resident.cases.Cases;
import org.qunfang.resident.cases.KnownCase;
import org.qunfang.resident.chain.Chain.Link;
import org.qunfang.security.DivisionScope;

/** Follows chains along the graph that {@link Links} keeps. */
@ApplicationScoped
class Chains {

  /** More than anybody can draw. */
  static final int MOST_EDGES = 10_000;

  /**
   * {@code union} follows nobody twice in one generation, so that a circle ends with the bound and
   * costs no more than the people in it for each.
   */
  private static final String ONWARD =
      """
      with recursive reached (id, generation) as (
             select $1::uuid, 0
              union
             select e.became, r.generation + 1
               from reached r join infection_edge e on e.case_id = r.id
              where r.generation < $2 and e.became is not null),
           nearest as (select id, min(generation) as generation from reached group by id)
      select n.generation + 1 as generation, e.*
        from nearest n join infection_edge e on e.case_id = n.id
       where n.generation < $2
       order by n.generation, e.case_id, e.resident
       limit $3
      """;

  private static final String BACK =
      """
      with recursive reached (id, generation) as (
             select $1::uuid, 0
              union
             select e.case_id, r.generation + 1
               from reached r join infection_edge e on e.became = r.id
              where r.generation < $2),
           nearest as (select id, min(generation) as generation from reached group by id)
      select - n.generation - 1 as generation, e.*
        from nearest n join infection_edge e on e.became = n.id
       where n.generation < $2
       order by n.generation, e.case_id, e.resident
       limit $3
      """;

  private final Mutiny.SessionFactory sessions;
  private final Cases cases;
  private final Pool pool;
  private final DivisionScope scope;

  Chains(Mutiny.SessionFactory sessions, Cases cases, Pool pool, DivisionScope scope) {
    this.sessions = sessions;
    this.cases = cases;
    this.pool = pool;
    this.scope = scope;
  }

  /** Which way to follow a chain. */
  public enum Direction {
    /** Whom the case infected, and they. */
    ONWARD,
    /** Who infected the case, and them. */
    BACK,
    BOTH
  }

  /** The chain of a case of the caller's own division, so many generations of it. */
  Uni<Chain> of(UUID caseId, int generations, Direction direction) {
    return sessions
        .withSession(session -> cases.own(session, caseId))
        .chain(known -> links(caseId, generations, direction).map(links -> chain(known, links)));
  }

  private Chain chain(KnownCase known, List<Link> links) {
    return Chain.of(
        known.id(), known.resident(), known.community(), links, MOST_EDGES, scope::permits);
  }

  private Uni<List<Link>> links(UUID caseId, int generations, Direction direction) {
    return switch (direction) {
      case ONWARD -> links(ONWARD, caseId, generations);
      case BACK -> links(BACK, caseId, generations);
      case BOTH ->
          links(BACK, caseId, generations)
              .chain(
                  back ->
                      links(ONWARD, caseId, generations)
                          .map(
                              onward -> {
                                List<Link> both = new ArrayList<>(back);
                                both.addAll(onward);
                                return both;
                              }));
    };
  }

  private Uni<List<Link>> links(String query, UUID caseId, int generations) {
    return pool.preparedQuery(query)
        .execute(Tuple.of(caseId, generations, MOST_EDGES + 1))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(Chains::link).toList());
  }

  private static Link link(Row row) {
    String contactClass = row.getString("contact_class");
    String setting = row.getString("setting");
    return new Link(
        row.getInteger("generation"),
        row.getUUID("case_id"),
        row.getUUID("case_resident"),
        new Division(row.getString("case_community")),
        row.getUUID("resident"),
        new Division(row.getString("community")),
        row.getUUID("contact"),
        contactClass == null ? null : ContactClass.valueOf(contactClass),
        setting == null ? null : ContactSetting.valueOf(setting),
        row.getLocalDate("last_exposure"),
        row.getUUID("became"),
        row.getBoolean("found"));
  }
}
