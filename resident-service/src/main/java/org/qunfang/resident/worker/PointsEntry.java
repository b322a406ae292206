package org.qunfang.resident.worker;

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
import org.qunfang.events.ResidentEvent.PointsCorrected;
import org.qunfang.events.ResidentEvent.PointsCorrection;
import org.qunfang.events.ResidentEvent.PointsEarned;
import org.qunfang.events.ResidentEvent.PointsEvent;
import org.qunfang.events.ResidentEvent.PointsGoods;
import org.qunfang.events.ResidentEvent.PointsSpent;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.register.InCommunity;
import org.qunfang.resident.register.Since;

/**
 * One line of the ledger of points: the event of that version in the worker's stream of points, and
 * the balance that it came to.
 */
@Entity
@Table(name = "points_entry")
@Since("booked")
class PointsEntry implements InCommunity {

  /** What was booked. */
  enum Kind {
    EARNED,
    SPENT,
    CORRECTED
  }

  @Id UUID id;
  @Column String community;
  @Column long version;
  @Column UUID worker;

  @Enumerated(EnumType.STRING)
  @Column
  Kind kind;

  @Column int points;
  @Column int balance;
  @Column @Nullable UUID task;

  @Enumerated(EnumType.STRING)
  @Column
  @Nullable PointsGoods goods;

  @Enumerated(EnumType.STRING)
  @Column
  @Nullable PointsCorrection reason;

  @Column String actor;
  @Column Instant booked;

  /** For Hibernate. */
  PointsEntry() {}

  PointsEntry(PointsEvent event, int balance, Told told, long version) {
    this.community = told.community().code();
    this.version = version;
    this.points = PointsDecider.amount(event);
    this.balance = balance;
    this.actor = told.actor();
    this.booked = told.time();
    switch (event) {
      case PointsEarned earned -> {
        this.id = earned.entry();
        this.worker = earned.worker();
        this.kind = Kind.EARNED;
        this.task = earned.task();
      }
      case PointsSpent spent -> {
        this.id = spent.entry();
        this.worker = spent.worker();
        this.kind = Kind.SPENT;
        this.goods = spent.goods();
      }
      case PointsCorrected corrected -> {
        this.id = corrected.entry();
        this.worker = corrected.worker();
        this.kind = Kind.CORRECTED;
        this.reason = corrected.reason();
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
    return booked;
  }

  @Override
  public long version() {
    return version;
  }
}
