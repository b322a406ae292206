package org.qunfang.resident.person;

import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.Care;
import org.qunfang.resident.register.InCommunity;
import org.qunfang.resident.register.Since;

/** A reason why the community looks after somebody in particular, now or until it ended. */
@Entity
@Table(name = "special_care")
@Since("noted")
class SpecialCare implements InCommunity {

  @Id UUID id;
  @Column String community;
  @Column UUID resident;

  @Enumerated(EnumType.STRING)
  @Column
  Care care;

  @Column Instant noted;
  @Column @Nullable Instant ended;

  /** For Hibernate. */
  SpecialCare() {}

  SpecialCare(UUID id, Division community, UUID resident, Care care, Instant noted) {
    this.id = id;
    this.community = community.code();
    this.resident = resident;
    this.care = care;
    this.noted = noted;
  }

  /** Why the community looks after somebody now. */
  static Uni<List<Care>> reasons(Mutiny.Session session, UUID resident) {
    return session
        .createSelectionQuery(
            "select care from SpecialCare where resident = ?1 and ended is null", Care.class)
        .setParameter(1, resident)
        .getResultList();
  }

  static Uni<Void> end(Mutiny.Session session, UUID resident, Care care, Instant time) {
    return session
        .createMutationQuery(
            "update SpecialCare set ended = ?3 where resident = ?1 and care = ?2 and ended is null")
        .setParameter(1, resident)
        .setParameter(2, care)
        .setParameter(3, time)
        .executeUpdate()
        .replaceWithVoid();
  }

  static Uni<Void> move(Mutiny.Session session, UUID resident, Division to) {
    return session
        .createMutationQuery(
            "update SpecialCare set community = ?2 where resident = ?1 and ended is null")
        .setParameter(1, resident)
        .setParameter(2, to.code())
        .executeUpdate()
        .replaceWithVoid();
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
    return noted;
  }

  @Override
  public long version() {
    return ended == null ? 1 : 2;
  }
}
