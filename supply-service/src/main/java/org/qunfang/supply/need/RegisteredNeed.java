package org.qunfang.supply.need;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.SupplyEvent.NeedAssigned;
import org.qunfang.events.SupplyEvent.NeedCategory;
import org.qunfang.events.SupplyEvent.NeedEvent;
import org.qunfang.events.SupplyEvent.NeedRaised;
import org.qunfang.events.SupplyEvent.NeedRegistered;
import org.qunfang.events.SupplyEvent.NeedResolved;
import org.qunfang.events.SupplyEvent.Urgency;
import org.qunfang.eventstore.Told;

/** A line of the register of urgent needs (急需用品登记册), as people read it. */
@Entity
@Table(name = "need")
class RegisteredNeed {

  /** What people filter by. */
  enum State {
    OPEN,
    ASSIGNED,
    RESOLVED
  }

  @Id UUID id;
  @Column String community;
  @Column UUID household;

  @Enumerated(EnumType.STRING)
  @Column
  NeedCategory category;

  @Enumerated(EnumType.STRING)
  @Column
  Urgency urgency;

  @Enumerated(EnumType.STRING)
  @Column
  State state;

  @Enumerated(EnumType.STRING)
  @Column
  Desk desk;

  /** Since when it lies there: whatever came before midnight goes up at midnight. */
  @Column(name = "desk_since")
  Instant deskSince;

  @Column @Nullable UUID worker;
  @Column Instant registered;
  @Column @Nullable Instant resolved;

  /** What happened, in the words of the register. */
  void record(NeedEvent event, Told told) {
    switch (event) {
      case NeedRegistered e -> {
        id = e.need();
        community = told.community().code();
        household = e.household();
        category = e.category();
        urgency = e.urgency();
        registered = told.time();
        lieOn(Desk.COMMUNITY, told.time());
      }
      case NeedAssigned e -> {
        state = State.ASSIGNED;
        worker = e.worker();
      }
      case NeedRaised e -> lieOn(Desk.of(e.to()), told.time());
      case NeedResolved e -> {
        state = State.RESOLVED;
        resolved = told.time();
      }
    }
  }

  private void lieOn(Desk next, Instant since) {
    state = State.OPEN;
    desk = next;
    deskSince = since;
    worker = null;
  }

  boolean isOpen() {
    return state != State.RESOLVED;
  }

  /** Open, and at the same desk since before that midnight. */
  boolean stayedOvernight(Instant midnight) {
    return isOpen() && deskSince.isBefore(midnight);
  }
}
