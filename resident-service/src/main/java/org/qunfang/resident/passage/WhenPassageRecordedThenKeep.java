package org.qunfang.resident.passage;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.CheckpointEvent.Direction;
import org.qunfang.events.CheckpointEvent.PassageOutcome;
import org.qunfang.events.CheckpointEvent.PassageRecorded;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.Envelope;
import org.qunfang.events.OwnJson;
import org.qunfang.events.Received;
import org.qunfang.eventstore.BulkReaction;

/**
 * Passages of people who are on the register are kept for some days: who stood beside a case at a
 * gate may be a contact. At the morning's peak they come by ten thousand a second.
 */
@ApplicationScoped
class WhenPassageRecordedThenKeep implements BulkReaction {

  private static final String KEEP =
      """
      insert into passage (resident, time, id, gate, direction, outcome)
      select p.resident, p.time, p.id, p.gate, p.direction, p.outcome
        from json_to_recordset(cast(cast(:passages as text) as json))
          as p (resident uuid, time timestamptz, id uuid, gate uuid, direction text, outcome text)
        join resident r on r.id = p.resident
          on conflict do nothing
      """;

  private final KeptDays days;

  WhenPassageRecordedThenKeep(KeptDays days) {
    this.days = days;
  }

  /** A passage as it is kept. */
  private record Kept(
      UUID resident,
      Instant time,
      UUID id,
      UUID gate,
      Direction direction,
      PassageOutcome outcome) {}

  @Override
  public Set<Class<? extends DomainEvent>> to() {
    return Set.of(PassageRecorded.class);
  }

  @Override
  public Uni<Void> when(List<Received> received, Mutiny.Session session) {
    List<Kept> passages = new ArrayList<>(received.size());
    for (Received each : received) {
      Envelope told = each.envelope();
      PassageRecorded passage = (PassageRecorded) told.event();
      if (passage.person() != null && days.keeps(KeptDays.Copy.PASSAGE, told.time())) {
        passages.add(
            new Kept(
                passage.person(),
                told.time(),
                told.id(),
                passage.checkpoint(),
                passage.direction(),
                passage.outcome()));
      }
    }
    return passages.isEmpty()
        ? Uni.createFrom().voidItem()
        : days.open(session, KeptDays.Copy.PASSAGE, passages.stream().map(Kept::time).toList())
            .chain(
                () ->
                    session
                        .createNativeQuery(KEEP)
                        .setParameter("passages", OwnJson.write(passages))
                        .executeUpdate())
            .replaceWithVoid();
  }
}
