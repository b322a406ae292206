package org.qunfang.resident.dossier;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.OwnJson;
import org.qunfang.eventstore.Columns;
import org.qunfang.resident.dossier.Subjects.Concerns;
import org.qunfang.resident.dossier.Subjects.Subject;
import org.qunfang.security.DivisionScope;

/**
 * Reads files: several ordered looks into indexes, merged. What the register itself knows of the
 * person and the household is read where it stands, in their streams of the log.
 */
@ApplicationScoped
class Entries {

  /** Beyond every time that a report can have. */
  private static final Instant FOR_EVER = Instant.parse("9999-01-01T00:00:00Z");

  private static final Cursor NEWEST = new Cursor(FOR_EVER, new UUID(-1, -1));

  /** Of each table no more than a page is looked at, however long a life it tells. */
  private static final String READ =
      """
      with subject (concerns, subject, stream, since, until) as (
             select * from unnest($1::text[], $2::uuid[], $3::text[], $4::timestamptz[], $5::timestamptz[])),
           entry as (
             select concerns, e.*
               from subject s
              cross join lateral (
                      select time, id, 'resident' as service, split_part(type, '.', 4) as kind, community, data
                        from event
                       where stream = s.stream and time >= since and time < until and (time, id) < ($6, $7)
                         and ($8::text[] is null or split_part(type, '.', 4) = any ($8))
                       order by time desc, id desc limit $9) e
             union all
             select concerns, e.*
               from subject s
              cross join lateral (
                      select time, id, service, kind, community, data
                        from file_entry
                       where subject = s.subject and time >= since and time < until and (time, id) < ($6, $7)
                         and ($8::text[] is null or kind = any ($8))
                       order by time desc, id desc limit $9) e
             union all
             select concerns, e.*
               from subject s
              cross join lateral (
                      select time, id, service, kind, community, data
                        from daily_entry
                       where subject = s.subject and time >= since and time < until and (time, id) < ($6, $7)
                         and ($8::text[] is null or kind = any ($8))
                       order by time desc, id desc limit $9) e
             union all
             select concerns, e.*
               from subject s
              cross join lateral (
                      select time, id, 'checkpoint', 'PassageRecorded', null,
                             json_build_object('checkpoint', gate, 'direction', direction, 'outcome', outcome)::text
                        from passage
                       where resident = s.subject and (time, id) < ($6, $7)
                         and ($8::text[] is null or 'PassageRecorded' = any ($8))
                       order by time desc, id desc limit $9) e
              where concerns = 'PERSON')
      select distinct on (time, id) * from entry order by time desc, id desc, concerns desc limit $9
      """;

  /** How the person stands now, in a line each. */
  private static final String NOW =
      """
      select json_strip_nulls(json_build_object(
               'healthCode', (select data::json ->> 'to' from file_entry
                               where subject = $1 and kind = 'HealthCodeChanged' order by time desc, id desc limit 1),
               'isolation',  (select case kind when 'IsolationReleased' then null else data::json end from file_entry
                               where subject = $1
                                 and kind in ('IsolationOrdered', 'IsolationStarted', 'IsolationTransferred', 'IsolationReleased')
                               order by time desc, id desc limit 1),
               'case',       (select json_build_object('id', id, 'status', status, 'reported', reported)
                                from known_case where resident = $1 and open),
               'contacts',   (select coalesce(json_agg(json_build_object(
                                       'id', id, 'caseId', case_id, 'contactClass', contact_class, 'lastDay', last_day)
                                       order by last_day desc), '[]')
                                from contact where resident = $1 and status = 'WATCHED')))::text as now
      """;

  private final Pool pool;
  private final Subjects subjects;

  Entries(Pool pool, Subjects subjects) {
    this.pool = pool;
    this.subjects = subjects;
  }

  /**
   * One thing that happened.
   *
   * @param kind the event's name
   * @param community where it counted; absent for a passage, which the gate knows
   * @param data the event's own, which name nobody; absent, as the community is, for what counts
   *     outside the reader's division
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Entry(
      Instant time,
      UUID id,
      String service,
      String kind,
      Concerns concerns,
      @Nullable String community,
      @Nullable JsonNode data) {

    /** What happened in another division is told there; here, that it happened. */
    Entry seenBy(DivisionScope scope) {
      return community == null || scope.permits(new Division(community))
          ? this
          : new Entry(time, id, service, kind, concerns, null, null);
    }
  }

  /** The place after an entry. */
  record Cursor(Instant time, UUID id) {

    @Override
    public String toString() {
      return time + "_" + id;
    }

    /** The cursor of an answer before, or null when it is none. */
    static @Nullable Cursor parse(String text) {
      int bar = text.indexOf('_');
      if (bar < 0) {
        return null;
      }
      try {
        Instant time = Instant.parse(text.substring(0, bar));
        UUID id = UUID.fromString(text.substring(bar + 1));
        return time.isBefore(Instant.EPOCH) || time.isAfter(FOR_EVER) ? null : new Cursor(time, id);
      } catch (DateTimeException | IllegalArgumentException e) {
        return null;
      }
    }
  }

  /** The newest entries before the cursor, of those kinds or of all. */
  Uni<List<Entry>> read(UUID resident, @Nullable Cursor before, List<String> kinds, int limit) {
    Cursor from = before == null ? NEWEST : before;
    return subjects
        .of(resident)
        .chain(
            all ->
                pool.preparedQuery(READ)
                    .execute(
                        Tuple.from(
                            Arrays.asList(
                                Columns.of(all, String[]::new, each -> each.concerns().name()),
                                Columns.of(all, UUID[]::new, Subject::id),
                                Columns.of(all, String[]::new, Subject::stream),
                                Columns.of(all, OffsetDateTime[]::new, each -> utc(each.since())),
                                Columns.of(all, OffsetDateTime[]::new, each -> utc(each.until())),
                                utc(from.time()),
                                from.id(),
                                kinds.isEmpty() ? null : kinds.toArray(String[]::new),
                                limit))))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(Entries::entry).toList());
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  private static Entry entry(Row row) {
    return new Entry(
        row.getOffsetDateTime("time").toInstant(),
        row.getUUID("id"),
        row.getString("service"),
        row.getString("kind"),
        Concerns.valueOf(row.getString("concerns")),
        row.getString("community"),
        OwnJson.read(row.getString("data"), JsonNode.class));
  }

  /** How the person stands now. */
  Uni<JsonNode> now(UUID resident) {
    return pool.preparedQuery(NOW)
        .execute(Tuple.of(resident))
        .map(rows -> OwnJson.read(rows.iterator().next().getString("now"), JsonNode.class));
  }
}
