package org.qunfang.resident.watchgroup;

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
import org.qunfang.events.ResidentEvent.ChangeSettlement;
import org.qunfang.events.ResidentEvent.OccupantChange;
import org.qunfang.events.ResidentEvent.OccupantChangeEvent;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.register.InCommunity;
import org.qunfang.resident.register.Since;
import org.qunfang.resident.watchgroup.OccupantReportCommand.ReportChange;

/** A reported change of occupants as it is listed until somebody has seen to it, and after. */
@Entity
@Table(name = "occupant_change")
@Since("reported")
class ReportedChange implements InCommunity {

  @Id UUID id;
  @Column String community;

  @Column(name = "watch_group")
  UUID watchGroup;

  @Column UUID household;

  @Enumerated(EnumType.STRING)
  @Column
  OccupantChange change;

  @Column int people;
  @Column boolean open;

  @Enumerated(EnumType.STRING)
  @Column
  @Nullable ChangeSettlement settlement;

  @Column Instant reported;
  @Column @Nullable Instant settled;
  @Column long version;

  /** For Hibernate. */
  ReportedChange() {}

  ReportedChange(ReportChange command, Told told) {
    this.id = command.id();
    this.community = told.community().code();
    this.watchGroup = command.group();
    this.household = command.household();
    this.change = command.change();
    this.people = command.people();
    this.open = true;
    this.reported = told.time();
  }

  void follow(EventStore.Outcome<OccupantReport, OccupantChangeEvent> outcome) {
    version = outcome.version();
    switch (outcome.state()) {
      case OccupantReport.Untold() ->
          throw new IllegalStateException("on the register, and without a stream");
      case OccupantReport.Open told -> open = true;
      case OccupantReport.Settled done -> {
        open = false;
        settlement = done.settlement();
        if (!outcome.happened().isEmpty()) {
          settled = outcome.happened().getLast().time();
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
    return reported;
  }

  @Override
  public long version() {
    return version;
  }
}
