package org.qunfang.resident.watchgroup;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Envelope;
import org.qunfang.events.ResidentEvent.ResidentLeft;
import org.qunfang.events.ResidentEvent.ResidentMerged;
import org.qunfang.events.ResidentEvent.ResidentMoved;
import org.qunfang.events.ResidentEvent.ResidentMovedAway;
import org.qunfang.eventstore.Follower;
import org.qunfang.eventstore.Told;

/**
 * Neighbours are led by one of them: who leaves or moves leads no more, and the group is on the
 * list of those without a leader until it chooses. An entry that was a duplicate is replaced by the
 * one that stays.
 */
@ApplicationScoped
class WhenLeaderLeavesThenNobodyLeads implements Follower {

  private final WatchGroups groups;

  WhenLeaderLeavesThenNobodyLeads(WatchGroups groups) {
    this.groups = groups;
  }

  @Override
  public Uni<Void> follow(Mutiny.Session session, List<Envelope> appended) {
    Uni<Void> done = Uni.createFrom().voidItem();
    for (Envelope told : appended) {
      if (told.event() instanceof ResidentLeft left) {
        done = done.chain(() -> gone(session, left.resident(), null, told));
      }
      if (told.event() instanceof ResidentMovedAway away) {
        done = done.chain(() -> gone(session, away.resident(), null, told));
      }
      if (told.event() instanceof ResidentMoved moved) {
        done = done.chain(() -> gone(session, moved.resident(), null, told));
      }
      if (told.event() instanceof ResidentMerged merged) {
        done = done.chain(() -> gone(session, merged.resident(), merged.into(), told));
      }
    }
    return done;
  }

  private Uni<Void> gone(
      Mutiny.Session session, UUID resident, @Nullable UUID into, Envelope told) {
    return groups.leaderGone(
        session, resident, into, new Told(told.community(), told.time(), told.actor()));
  }
}
