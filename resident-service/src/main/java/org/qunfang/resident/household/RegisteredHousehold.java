package org.qunfang.resident.household;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.HouseholdEvent;
import org.qunfang.events.ResidentEvent.HouseholdVisited;
import org.qunfang.events.ResidentEvent.Tenure;
import org.qunfang.events.ResidentEvent.VisitOutcome;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.household.Household.Closed;
import org.qunfang.resident.household.Household.Registered;
import org.qunfang.resident.household.Household.Revisit;
import org.qunfang.resident.household.Household.Unknown;
import org.qunfang.resident.household.HouseholdCommand.RegisterHousehold;
import org.qunfang.resident.register.InCommunity;
import org.qunfang.resident.register.Since;

/** A household as the register lists it, with the last visit. */
@Entity
@Table(name = "household")
@Since("registered")
public class RegisteredHousehold implements InCommunity {

  @Id UUID id;
  @Column String community;

  @Enumerated(EnumType.STRING)
  @Column
  Tenure tenure;

  @Column @Nullable String compound;
  @Column @Nullable String building;
  @Column @Nullable Integer round;

  @Enumerated(EnumType.STRING)
  @Column
  @Nullable VisitOutcome outcome;

  @Column(name = "revisit_by")
  @Nullable Instant revisitBy;

  @Column(name = "revisit_overdue")
  boolean revisitOverdue;

  /** Who really lives there now. */
  @Column int people;

  @Column boolean closed;
  @Column Instant registered;
  @Column long version;

  /** For Hibernate. */
  RegisteredHousehold() {}

  RegisteredHousehold(RegisterHousehold command, Told told) {
    this.id = command.id();
    this.community = told.community().code();
    this.tenure = command.tenure();
    this.compound = command.compound();
    this.building = command.building();
    this.registered = told.time();
    this.version = 1;
  }

  void follow(EventStore.Outcome<Household, HouseholdEvent> outcome) {
    for (HouseholdEvent event : outcome.events()) {
      if (event instanceof HouseholdVisited visit) {
        round = visit.round();
        this.outcome = visit.outcome();
      }
    }
    version = outcome.version();
    switch (outcome.state()) {
      case Unknown() -> throw new IllegalStateException("on the register, and without a stream");
      case Closed gone -> {
        closed = true;
        show(new Revisit.None());
      }
      case Registered household -> {
        tenure = household.tenure();
        show(household.revisit());
      }
    }
  }

  private void show(Revisit revisit) {
    revisitOverdue = revisit instanceof Revisit.Overdue;
    revisitBy =
        switch (revisit) {
          case Revisit.None() -> null;
          case Revisit.Pending pending -> pending.due();
          case Revisit.Overdue overdue -> overdue.due();
        };
  }

  /**
   * Lets go on only with a household that has not been closed.
   *
   * @throws CommandRejected {@link HouseholdRejection#HOUSEHOLD_CLOSED}
   */
  public RegisteredHousehold open() {
    if (closed) {
      throw new CommandRejected(HouseholdRejection.HOUSEHOLD_CLOSED);
    }
    return this;
  }

  /** The compound (小区) it is said to lie in. */
  public @Nullable String compound() {
    return compound;
  }

  /** The building of that compound. */
  public @Nullable String building() {
    return building;
  }

  @Override
  public UUID id() {
    return id;
  }

  @Override
  public Division community() {
    return new Division(community);
  }

  @Override
  public Instant since() {
    return registered;
  }

  @Override
  public long version() {
    return version;
  }
}
