package org.qunfang.resident.dossier;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Envelope;
import org.qunfang.events.EventIds;
import org.qunfang.events.EventJson;
import org.qunfang.events.EventTypes;
import org.qunfang.resident.passage.KeptDays;

/**
 * Files events under whom they are about, many in one statement. Filed twice, an event is in the
 * file once. One that names nobody waits under its stream until another of that stream has named
 * somebody, so that it does not matter which of them comes first.
 */
@ApplicationScoped
class Filing {

  private static final String ENTRIES =
      """
      json_to_recordset(cast(cast(:entries as text) as json))
          as e (subject uuid, parked uuid, stream text, cases json, time timestamptz, id uuid, service text, kind text,
                community text, data text)
      """;

  private static final String LEARN =
      """
      insert into file_stream (stream, subject)
      select distinct on (stream) stream, subject
        from %s
       where subject is not null and stream is not null
       order by stream
          on conflict do nothing
      """
          .formatted(ENTRIES);

  private static final String FILE =
      """
      insert into {table} (subject, time, id, service, kind, community, data)
      select coalesce(e.subject, s.subject, e.parked), e.time, e.id, e.service, e.kind, e.community, e.data
        from %s
        left join file_stream s on s.stream = e.stream
       where coalesce(e.subject, s.subject, e.parked) is not null
          on conflict do nothing
      """
          .formatted(ENTRIES);

  private static final String ADOPT =
      """
      update {table} t
         set subject = e.subject
        from %s
       where e.subject is not null and t.subject = e.parked
      """
          .formatted(ENTRIES);

  private static final String FILE_WITH_CASES =
      """
      insert into file_entry (subject, time, id, service, kind, community, data)
      select k.resident, e.time, e.id, e.service, e.kind, e.community, e.data
        from %s
       cross join lateral json_array_elements_text(e.cases) c (id)
        join known_case k on k.id = cast(c.id as uuid)
          on conflict do nothing
      """
          .formatted(ENTRIES);

  private final KeptDays days;

  Filing(KeptDays days) {
    this.days = days;
  }

  /** An event as it is filed. */
  private record Entry(
      @Nullable UUID subject,
      @Nullable UUID parked,
      @Nullable String stream,
      List<UUID> cases,
      Instant time,
      UUID id,
      String service,
      String kind,
      String community,
      String data) {

    static Entry of(Envelope told) {
      Concerned concerned = Concerned.by(told.event());
      // A fact has no history: what else happened in its stream is about others.
      boolean hasHistory = told.version() > 0;
      return new Entry(
          concerned.subject(),
          hasHistory ? EventIds.named("stream", told.stream()) : null,
          hasHistory ? told.stream() : null,
          concerned.cases(),
          told.time(),
          told.id(),
          EventTypes.serviceOf(told.event().getClass()),
          told.event().getClass().getSimpleName(),
          told.community().code(),
          EventJson.write(told.event()));
    }
  }

  /** What this service itself told: it names whom it is about, and cases are known here. */
  Uni<Void> own(Mutiny.Session session, List<Envelope> told) {
    List<Entry> entries = entries(told);
    return entries.isEmpty()
        ? Uni.createFrom().voidItem()
        : run(session, FILE.replace("{table}", "file_entry"), entries)
            .chain(
                () ->
                    entries.stream().allMatch(entry -> entry.cases().isEmpty())
                        ? Uni.createFrom().voidItem()
                        : run(session, FILE_WITH_CASES, entries));
  }

  /** What other services told. */
  Uni<Void> others(Mutiny.Session session, List<Envelope> told) {
    List<Envelope> daily =
        told.stream()
            .filter(each -> Concerned.daily(each.event()))
            .filter(each -> days.keeps(KeptDays.Copy.ENTRY, each.time()))
            .toList();
    List<Envelope> lasting = told.stream().filter(each -> !Concerned.daily(each.event())).toList();
    return days.open(KeptDays.Copy.ENTRY, daily.stream().map(Envelope::time).toList())
        .chain(() -> others(session, "file_entry", entries(lasting)))
        .chain(() -> others(session, "daily_entry", entries(daily)));
  }

  private static Uni<Void> others(Mutiny.Session session, String table, List<Entry> entries) {
    return entries.isEmpty()
        ? Uni.createFrom().voidItem()
        : run(session, LEARN, entries)
            .chain(() -> run(session, FILE.replace("{table}", table), entries))
            .chain(() -> run(session, ADOPT.replace("{table}", table), entries));
  }

  private static List<Entry> entries(List<Envelope> told) {
    List<Entry> entries = new ArrayList<>(told.size());
    for (Envelope each : told) {
      if (Concerned.anybody(each.event().getClass())) {
        entries.add(Entry.of(each));
      }
    }
    return entries;
  }

  private static Uni<Void> run(Mutiny.Session session, String statement, List<Entry> entries) {
    try {
      return session
          .createNativeQuery(statement)
          .setParameter("entries", EventJson.MAPPER.writeValueAsString(entries))
          .executeUpdate()
          .replaceWithVoid();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write entries", e);
    }
  }
}
