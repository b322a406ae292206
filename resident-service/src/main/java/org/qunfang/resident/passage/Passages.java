package org.qunfang.resident.passage;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;

/** Who was at the same gate at nearly the same time. */
@ApplicationScoped
public class Passages {

  /**
   * From the passages of one person, which are few, to those beside each along the index of the
   * gate; of everybody met the nearest.
   */
  private static final String MET =
      """
      select met.*, r.community
        from (select o.resident, o.gate, o.time,
                     abs(extract(epoch from o.time - c.time))::int as seconds,
                     count(*) over met as times,
                     max(o.time) over met as last,
                     row_number() over (partition by o.resident order by abs(extract(epoch from o.time - c.time)), o.time) as nth
                from passage c
                join passage o on o.gate = c.gate
                              and o.time between c.time - make_interval(mins => $4) and c.time + make_interval(mins => $4)
               where c.resident = $1 and c.time between $2 and $3 and ($5::uuid is null or c.gate = $5)
                 and o.resident <> $1
              window met as (partition by o.resident)) met
        join resident r on r.id = met.resident and not r.gone
       where nth = 1
       order by seconds, met.resident
       limit $6
      """;

  private final Pool pool;
  private final KeptDays days;

  Passages(Pool pool, KeptDays days) {
    this.pool = pool;
    this.days = days;
  }

  /**
   * Somebody who passed the same gate.
   *
   * @param community where they live
   * @param nearest when they passed, the time that was nearest
   * @param secondsApart how near that was
   * @param times how often they passed beside each other
   * @param last the last such time
   */
  public record Meeting(
      UUID resident,
      Division community,
      UUID gate,
      Instant nearest,
      int secondsApart,
      int times,
      Instant last) {}

  /** Since when passages are known. */
  public Instant since() {
    return days.since(KeptDays.Copy.PASSAGE);
  }

  /**
   * Whom somebody may have met at gates, the nearest first.
   *
   * @param minutes how far apart they may have passed
   * @param gate only there, when not null
   */
  public Uni<List<Meeting>> met(
      UUID resident, Instant from, Instant to, int minutes, @Nullable UUID gate, int limit) {
    return pool.preparedQuery(MET)
        .execute(Tuple.of(resident, utc(from), utc(to), minutes, gate, limit))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false).map(Passages::meeting).toList());
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  private static Meeting meeting(Row row) {
    return new Meeting(
        row.getUUID("resident"),
        new Division(row.getString("community")),
        row.getUUID("gate"),
        row.getOffsetDateTime("time").toInstant(),
        row.getInteger("seconds"),
        row.getLong("times").intValue(),
        row.getOffsetDateTime("last").toInstant());
  }
}
