package org.qunfang.resident.watchgroup;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.WatchGroupEvent;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.register.InCommunity;
import org.qunfang.resident.register.Since;
import org.qunfang.resident.watchgroup.WatchGroupCommand.ChooseLeader;
import org.qunfang.resident.watchgroup.WatchGroupCommand.FormGroup;

/** A ten-household group as the register lists it. */
@Entity
@Table(name = "watch_group")
@Since("formed")
class FormedGroup implements InCommunity {

  @Id UUID id;
  @Column String community;

  @Column(name = "leading_household")
  @Nullable UUID leadingHousehold;

  @Column @Nullable UUID leader;
  @Column int households;
  @Column boolean dissolved;
  @Column Instant formed;
  @Column long version;

  /** For Hibernate. */
  FormedGroup() {}

  FormedGroup(FormGroup command, Told told) {
    this.id = command.id();
    this.community = told.community().code();
    this.leadingHousehold = command.leadingHousehold();
    this.leader = command.leader();
    this.formed = told.time();
  }

  void follow(EventStore.Outcome<WatchGroup, WatchGroupEvent> outcome) {
    version = outcome.version();
    switch (outcome.state()) {
      case WatchGroup.Unformed() ->
          throw new IllegalStateException("on the register, and without a stream");
      case WatchGroup.Formed group -> {
        households = group.households().size();
        leadingHousehold = group.leadingHousehold();
        leader = group.leader();
      }
      case WatchGroup.Dissolved gone -> {
        households = 0;
        dissolved = true;
      }
    }
  }

  /** The choice that stands. */
  @Nullable ChooseLeader led() {
    return leadingHousehold == null ? null : new ChooseLeader(leadingHousehold, leader);
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
    return formed;
  }

  @Override
  public long version() {
    return version;
  }
}
