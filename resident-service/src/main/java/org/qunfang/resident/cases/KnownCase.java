package org.qunfang.resident.cases;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.qunfang.events.Division;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.register.InCommunity;
import org.qunfang.resident.register.Since;

/** A case as the register lists it. */
@Entity
@Table(name = "known_case")
@Since("reported")
public class KnownCase implements InCommunity {

  /** Where a case stands. */
  public enum Status {
    SUSPECTED,
    ASYMPTOMATIC,
    CONFIRMED,
    RULED_OUT,
    RECOVERED,
    DIED
  }

  @Id UUID id;
  @Column String community;
  @Column UUID resident;

  @Enumerated(EnumType.STRING)
  @Column
  Status status;

  @Column boolean open;
  @Column Instant reported;
  @Column long version;
  @Column Instant changed;

  /** For Hibernate. */
  KnownCase() {}

  KnownCase(UUID id, UUID resident, EventStore.Outcome<Case, ?> reported, Told told) {
    this.id = id;
    this.community = told.community().code();
    this.resident = resident;
    this.reported = told.time();
    this.changed = told.time();
    show(reported);
  }

  final void show(EventStore.Outcome<Case, ?> outcome) {
    version = outcome.version();
    status =
        switch (outcome.state()) {
          case Case.Unknown() -> throw new IllegalStateException("nothing is known to list");
          case Case.Suspected suspected -> Status.SUSPECTED;
          case Case.Asymptomatic asymptomatic -> Status.ASYMPTOMATIC;
          case Case.Confirmed confirmed -> Status.CONFIRMED;
          case Case.RuledOut ruledOut -> Status.RULED_OUT;
          case Case.Recovered recovered -> Status.RECOVERED;
          case Case.Died died -> Status.DIED;
        };
    open =
        switch (status) {
          case SUSPECTED, ASYMPTOMATIC, CONFIRMED -> true;
          case RULED_OUT, RECOVERED, DIED -> false;
        };
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
    return reported;
  }

  @Override
  public long version() {
    return version;
  }

  /** Whose case it is. */
  public UUID resident() {
    return resident;
  }

  /** True when it turned out to be none. */
  public boolean ruledOut() {
    return status == Status.RULED_OUT;
  }
}
