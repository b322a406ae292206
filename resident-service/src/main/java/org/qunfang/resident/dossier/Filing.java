package org.qunfang.resident.dossier;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Envelope;
import org.qunfang.events.EventIds;
import org.qunfang.events.EventJson;
import org.qunfang.events.EventTypes;
import org.qunfang.events.OwnJson;
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
      insert into file_stream (stream, subject, learned)
      select distinct on (stream) stream, subject, time
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
      boolean byStream = Concerned.byStream(told);
      return new Entry(
          concerned.subject(),
          byStream ? EventIds.named("stream", told.stream()) : null,
          byStream ? told.stream() : null,
          concerned.cases(),
          told.time(),
          told.id(),
          EventTypes.serviceOf(told.event().getClass()),
          told.event().getClass().getSimpleName(),
          told.community().code(),
          EventJson.write(told.event()));
    }

    /** True when it is in somebody's file, or will be when its stream says whose. */
    boolean somebodys() {
      return subject != null || parked != null || !cases.isEmpty();
    }
  }

  /** What this service itself told: it names whom it is about, and cases are known here. */
  Uni<Void> own(Mutiny.Session session, List<Envelope> told) {
    List<Entry> daily = daily(told);
    List<Entry> lasting = lasting(told);
    return open(session, daily)
        .chain(() -> run(session, FILE.replace("{table}", "daily_entry"), daily))
        .chain(() -> run(session, FILE.replace("{table}", "file_entry"), lasting))
        .chain(
            () ->
                run(
                    session,
                    FILE_WITH_CASES,
                    lasting.stream().filter(entry -> !entry.cases().isEmpty()).toList()));
  }

  /** What other services told, and leave to each stream to say whom it is about. */
  Uni<Void> others(Mutiny.Session session, List<Envelope> told) {
    List<Entry> daily = daily(told);
    List<Entry> lasting = lasting(told);
    return open(session, daily)
        .chain(() -> others(session, "daily_entry", daily))
        .chain(() -> others(session, "file_entry", lasting));
  }

  private static Uni<Void> others(Mutiny.Session session, String table, List<Entry> entries) {
    return run(session, LEARN, entries)
        .chain(() -> run(session, FILE.replace("{table}", table), entries))
        .chain(() -> run(session, ADOPT.replace("{table}", table), entries));
  }

  private Uni<Void> open(Mutiny.Session session, List<Entry> daily) {
    return days.open(session, KeptDays.Copy.ENTRY, daily.stream().map(Entry::time).toList());
  }

  private List<Entry> daily(List<Envelope> told) {
    return entries(
        told, each -> Concerned.daily(each) && days.keeps(KeptDays.Copy.ENTRY, each.time()));
  }

  private static List<Entry> lasting(List<Envelope> told) {
    return entries(told, each -> !Concerned.daily(each));
  }

  private static List<Entry> entries(List<Envelope> told, Predicate<Envelope> which) {
    return told.stream()
        .filter(each -> Concerned.anybody(each.event().getClass()))
        .filter(which)
        .map(Entry::of)
        .filter(Entry::somebodys)
        .toList();
  }

  private static Uni<Void> run(Mutiny.Session session, String statement, List<Entry> entries) {
    return entries.isEmpty()
        ? Uni.createFrom().voidItem()
        : session
            .createNativeQuery(statement)
            .setParameter("entries", OwnJson.write(entries))
            .executeUpdate()
            .replaceWithVoid();
  }
}
