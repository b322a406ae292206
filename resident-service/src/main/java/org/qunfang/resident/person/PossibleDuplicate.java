package org.qunfang.resident.person;

import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.resident.register.InCommunity;
import org.qunfang.resident.register.Since;

/**
 * Two entries with the same name and date of birth, until somebody says whether they are one
 * person. It belongs to the community of the one that came later.
 */
@Entity
@Table(name = "possible_duplicate")
@Since("found")
class PossibleDuplicate implements InCommunity {

  /** What was found out. */
  enum Settlement {
    /** One person: one entry stands for both. */
    MERGED,
    /** Two persons. */
    DISTINCT,
    /** One of them is not here any longer, or nobody knows any longer who it was. */
    GONE
  }

  @Id UUID id;
  @Column String community;
  @Column UUID resident;
  @Column UUID other;

  @Column(name = "other_community")
  String otherCommunity;

  @Enumerated(EnumType.STRING)
  @Column
  @Nullable Settlement settled;

  @Column Instant found;

  /** For Hibernate. */
  PossibleDuplicate() {}

  /** Nobody asks any longer whether somebody is another entry of whoever is gone or forgotten. */
  static Uni<Void> drop(Mutiny.Session session, UUID resident) {
    return session
        .createMutationQuery(
            """
            update PossibleDuplicate set settled = ?2
             where (resident = ?1 or other = ?1) and settled is null
            """)
        .setParameter(1, resident)
        .setParameter(2, Settlement.GONE)
        .executeUpdate()
        .replaceWithVoid();
  }

  /** It goes with those whom it is about. */
  static Uni<Void> move(Mutiny.Session session, UUID resident, Division to) {
    return session
        .createMutationQuery("update PossibleDuplicate set community = ?2 where resident = ?1")
        .setParameter(1, resident)
        .setParameter(2, to.code())
        .executeUpdate()
        .chain(
            () ->
                session
                    .createMutationQuery(
                        "update PossibleDuplicate set otherCommunity = ?2 where other = ?1")
                    .setParameter(1, resident)
                    .setParameter(2, to.code())
                    .executeUpdate())
        .replaceWithVoid();
  }

  /** Where the entry that was there before counts. */
  Division otherCommunity() {
    return new Division(otherCommunity);
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
    return found;
  }

  @Override
  public long version() {
    return settled == null ? 1 : 2;
  }
}
