package org.qunfang.resident.grid;

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
import org.qunfang.events.ResidentEvent.GridEvent;
import org.qunfang.events.ResidentEvent.GridKind;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.grid.GridCommand.DefineGrid;
import org.qunfang.resident.register.InCommunity;
import org.qunfang.resident.register.Since;

/** A grid as the register lists it. Its name stays here: people like to name grids after people. */
@Entity
@Table(name = "grid")
@Since("defined")
class DefinedGrid implements InCommunity {

  @Id UUID id;
  @Column String community;

  @Enumerated(EnumType.STRING)
  @Column
  GridKind kind;

  @Column @Nullable String name;
  @Column @Nullable UUID leader;
  @Column int households;
  @Column boolean dissolved;
  @Column Instant defined;
  @Column long version;

  /** For Hibernate. */
  DefinedGrid() {}

  DefinedGrid(DefineGrid command, @Nullable String name, Told told) {
    this.id = command.id();
    this.community = told.community().code();
    this.kind = command.kind();
    this.name = name;
    this.leader = command.leader();
    this.defined = told.time();
  }

  void follow(EventStore.Outcome<Grid, GridEvent> outcome) {
    version = outcome.version();
    switch (outcome.state()) {
      case Grid.Undefined() ->
          throw new IllegalStateException("on the register, and without a stream");
      case Grid.Defined grid -> leader = grid.leader();
      case Grid.Dissolved gone -> {
        dissolved = true;
        households = 0;
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
    return defined;
  }

  @Override
  public long version() {
    return version;
  }
}
