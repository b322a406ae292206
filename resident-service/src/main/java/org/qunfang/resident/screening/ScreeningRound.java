package org.qunfang.resident.screening;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.ScreeningEvent;
import org.qunfang.eventstore.EventStore;
import org.qunfang.resident.register.InCommunity;
import org.qunfang.resident.register.Since;

/**
 * A round of screening with its coverage, kept up with every visit. The figures are changed by
 * statements that add; this only reads them.
 */
@Entity
@Table(name = "screening_round")
@DynamicUpdate
@Since("opened")
class ScreeningRound implements InCommunity {

  @Id UUID id;
  @Column String community;
  @Column int number;
  @Column boolean open;
  @Column Instant opened;
  @Column @Nullable Instant closed;
  @Column int households;
  @Column int people;

  @Column(name = "nobody_home")
  int nobodyHome;

  @Column int refused;
  @Column int excused;
  @Column int elsewhere;
  @Column int screened;

  @Column(name = "people_screened")
  int peopleScreened;

  @Column(name = "people_unsettled")
  int peopleUnsettled;

  @Column(name = "people_missing")
  int peopleMissing;

  @Column(name = "people_excused")
  int peopleExcused;

  @Column long version;

  /** For Hibernate. */
  ScreeningRound() {}

  void follow(EventStore.Outcome<Screening, ScreeningEvent> outcome) {
    version = outcome.version();
    switch (outcome.state()) {
      case Screening.Unopened() ->
          throw new IllegalStateException("on the register, and without a stream");
      case Screening.Open round -> open = true;
      case Screening.Closed round -> {
        open = false;
        if (!outcome.happened().isEmpty()) {
          closed = outcome.happened().getLast().time();
        }
      }
    }
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
    return opened;
  }

  @Override
  public long version() {
    return version;
  }
}
