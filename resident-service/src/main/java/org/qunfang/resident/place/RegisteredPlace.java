package org.qunfang.resident.place;

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
import org.qunfang.events.ResidentEvent.PlaceEvent;
import org.qunfang.events.ResidentEvent.PlaceKind;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.place.PlaceCommand.RegisterPlace;
import org.qunfang.resident.register.InCommunity;
import org.qunfang.resident.register.Since;

/** A place as the register lists it, with how much is in it. */
@Entity
@Table(name = "place")
@Since("registered")
public class RegisteredPlace implements InCommunity {

  @Id UUID id;
  @Column String community;

  @Enumerated(EnumType.STRING)
  @Column
  PlaceKind kind;

  @Column @Nullable UUID within;
  @Column String name;

  /** Households in it, with those in its buildings; counted up and down by statements. */
  @Column int households;

  /** Open buildings in it. */
  @Column int buildings;

  @Column boolean closed;
  @Column Instant registered;
  @Column long version;

  /** For Hibernate. */
  RegisteredPlace() {}

  RegisteredPlace(RegisterPlace command, Told told) {
    this.id = command.id();
    this.community = told.community().code();
    this.kind = command.kind();
    this.within = command.within() == null ? null : command.within().id();
    this.name = command.name();
    this.registered = told.time();
  }

  void follow(EventStore.Outcome<Place, PlaceEvent> outcome) {
    version = outcome.version();
    switch (outcome.state()) {
      case Place.Unknown() ->
          throw new IllegalStateException("on the register, and without a stream");
      case Place.Open place -> name = place.name();
      case Place.Closed gone -> closed = true;
    }
  }

  /**
   * @throws CommandRejected {@link PlaceRejection#PLACE_CLOSED}
   */
  RegisteredPlace open() {
    if (closed) {
      throw new CommandRejected(PlaceRejection.PLACE_CLOSED);
    }
    return this;
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
