package org.qunfang.resident.contact;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.OwnJson;
import org.qunfang.resident.cases.KnownCase;
import org.qunfang.resident.passage.KeptDays;
import org.qunfang.security.DivisionScope;

/** Who was at the same gate as a case at nearly the same time. */
@ApplicationScoped
class Meetings {

  /**
   * The case's own passages, which are few, make one window of each gate for as long as one of them
   * is near. Whoever passed in a window is looked at once, however often the case did; how near
   * they were follows from the case's passage before and the one after.
   */
  private static final String MET =
      """
      with own as (
             select gate, time from passage
              where resident = :ill and time between :from and :to
                and (cast(:gate as uuid) is null or gate = cast(:gate as uuid))),
           beside as (
             select gate,
                    unnest(range_agg(tstzrange(time - make_interval(mins => :minutes),
                                               time + make_interval(mins => :minutes), '[]'))) as span
               from own group by gate),
           passed as (
             select p.resident, p.gate, p.time, p.resident = :ill and p.time between :from and :to as own
               from beside b
               join passage p on p.gate = b.gate and p.time between lower(b.span) and upper(b.span)
              where cast(:who as uuid) is null or p.resident in (:ill, cast(:who as uuid))),
           apart as (
             select resident, gate, time,
                    least(time - max(time) filter (where own) over (partition by gate order by time),
                          min(time) filter (where own) over (partition by gate order by time
                              range between current row and unbounded following) - time) as apart
               from passed),
           met as (
             select resident, count(*) as times, max(time) as last, min(apart) as apart,
                    (array_agg(gate order by apart, time))[1] as gate,
                    (array_agg(time order by apart, time))[1] as nearest
               from apart
              where resident <> :ill
              group by resident),
           known as (
             select met.*, r.community like :within as within
               from met join resident r on r.id = met.resident and not r.gone),
           shown as (
             select * from known k
              where within
                and (:settled
                  or not exists (select from contact c where c.case_id = :case and c.resident = k.resident)
                 and not exists (select from dismissed_suggestion d where d.case_id = :case and d.resident = k.resident))
              order by apart, resident
              limit :limit)
      select cast(json_build_object(
               'elsewhere', (select count(*) from known where not within),
               'met', (select coalesce(json_agg(json_build_object(
                                 'resident', resident, 'gate', gate, 'nearest', nearest, 'times', times, 'last', last,
                                 'secondsApart', cast(extract(epoch from apart) as int))
                                 order by apart, resident), '[]')
                         from shown)) as text)
      """;

  private final KeptDays days;
  private final DivisionScope scope;

  Meetings(KeptDays days, DivisionScope scope) {
    this.days = days;
    this.scope = scope;
  }

  /**
   * Somebody who passed the same gate.
   *
   * @param nearest when they passed, the time that was nearest
   * @param secondsApart how near that was
   * @param times how often they passed beside the case
   * @param last the last such time
   */
  record Meeting(
      UUID resident, UUID gate, Instant nearest, int secondsApart, int times, Instant last) {}

  /**
   * Those whom a case may have met at gates.
   *
   * @param met the nearest first
   * @param elsewhere how many more live where the caller may not look
   */
  record Found(List<Meeting> met, int elsewhere) {}

  /**
   * What to look for.
   *
   * @param minutes how far apart they may have passed
   * @param gate only there, when not null
   * @param who only them, when not null
   * @param settled whether to find those too who are traced or dismissed already
   */
  record Search(
      Instant from,
      Instant to,
      int minutes,
      @Nullable UUID gate,
      @Nullable UUID who,
      boolean settled,
      int limit) {}

  /** Since when passages are known. */
  Instant since() {
    return days.since(KeptDays.Copy.PASSAGE);
  }

  Uni<Found> of(Mutiny.Session session, KnownCase known, Search search) {
    return session
        .createNativeQuery(MET, String.class)
        .setParameter("ill", known.resident())
        .setParameter("case", known.id())
        .setParameter("from", search.from())
        .setParameter("to", search.to())
        .setParameter("minutes", search.minutes())
        .setParameter("gate", search.gate())
        .setParameter("who", search.who())
        .setParameter("within", scope.prefix() + "%")
        .setParameter("settled", search.settled())
        .setParameter("limit", search.limit())
        .getSingleResult()
        .map(found -> OwnJson.read(found, Found.class));
  }

  /** Whether anybody's passage of that gate is kept. */
  Uni<Boolean> anyAt(Mutiny.Session session, UUID gate) {
    return session
        .createNativeQuery("select exists (select from passage where gate = ?1)", Boolean.class)
        .setParameter(1, gate)
        .getSingleResult();
  }
}
