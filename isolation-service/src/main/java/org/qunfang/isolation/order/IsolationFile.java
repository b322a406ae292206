package org.qunfang.isolation.order;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.IsolationEvent;
import org.qunfang.events.IsolationEvent.IsolationBreached;
import org.qunfang.events.IsolationEvent.IsolationKind;
import org.qunfang.events.IsolationEvent.IsolationReason;
import org.qunfang.events.IsolationEvent.IsolationReleased;
import org.qunfang.events.IsolationEvent.IsolationStarted;
import org.qunfang.events.IsolationEvent.ReleaseGround;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.Told;
import org.qunfang.isolation.order.IsolationOrder.NotOrdered;
import org.qunfang.isolation.order.IsolationOrder.Ordered;
import org.qunfang.isolation.order.IsolationOrder.Released;
import org.qunfang.isolation.order.IsolationOrder.Started;
import org.qunfang.isolation.order.IsolationOrder.Terms;

/**
 * The file of one isolation order, as people look it up: always as new as the last command, because
 * it is kept in the command's own transaction.
 */
@Entity
@Table(name = "isolation_file")
public class IsolationFile {

  /** Where an order is in its life. */
  public enum State {
    ORDERED,
    STARTED,
    RELEASED
  }

  @Id UUID id;
  @Column UUID person;
  @Column String community;

  @Enumerated(EnumType.STRING)
  @Column
  IsolationKind kind;

  @Enumerated(EnumType.STRING)
  @Column
  IsolationReason reason;

  @Enumerated(EnumType.STRING)
  @Column
  State state;

  @Column LocalDate due;

  @Column(name = "lasts_until_case_closes")
  boolean lastsUntilCaseCloses;

  @Column @Nullable UUID guardian;
  @Column int breaches;
  @Column Instant ordered;
  @Column @Nullable Instant started;
  @Column @Nullable Instant ended;

  @Enumerated(EnumType.STRING)
  @Column(name = "release_ground")
  @Nullable ReleaseGround releaseGround;

  /** For Hibernate. */
  IsolationFile() {}

  /** A file that is opened with the order. */
  static IsolationFile opened(Told told) {
    IsolationFile file = new IsolationFile();
    file.community = told.community().code();
    file.ordered = told.time();
    return file;
  }

  /** Where the order counts; it stays there, wherever the next ground comes from. */
  Division community() {
    return new Division(community);
  }

  /** Brings the file up to what the order has come to. */
  void keep(EventStore.Outcome<IsolationOrder, IsolationEvent> outcome) {
    switch (outcome.state()) {
      case NotOrdered() -> throw new IllegalStateException("there is no file without an order");
      case Ordered(Terms terms) -> keep(State.ORDERED, terms);
      case Started(Terms terms) -> keep(State.STARTED, terms);
      case Released(Terms terms) -> keep(State.RELEASED, terms);
    }
    for (EventStore.Dated<IsolationEvent> each : outcome.happened()) {
      if (each.event() instanceof IsolationStarted) {
        started = each.time();
      } else if (each.event() instanceof IsolationBreached) {
        breaches++;
      } else if (each.event() instanceof IsolationReleased released) {
        ended = each.time();
        releaseGround = released.ground();
      }
    }
  }

  private void keep(State now, Terms terms) {
    id = terms.order();
    person = terms.person();
    state = now;
    kind = terms.kind();
    reason = terms.reason();
    due = terms.due();
    guardian = terms.guardian();
    lastsUntilCaseCloses = terms.lastsUntilCaseCloses();
  }
}
