package org.qunfang.resident.person;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.AgeBand;
import org.qunfang.events.ResidentEvent.Residency;
import org.qunfang.events.ResidentEvent.ResidentCorrected;
import org.qunfang.events.ResidentEvent.Sex;
import org.qunfang.resident.register.InCommunity;
import org.qunfang.resident.register.Since;

/** A resident as the register lists them: nothing here names the person. */
@Entity
@Table(name = "resident")
@Since("registered")
public class RegisteredResident implements InCommunity {

  @Id UUID id;
  @Column String community;
  @Column UUID household;

  @Enumerated(EnumType.STRING)
  @Column
  Residency residency;

  @Column boolean foreigner;

  @Enumerated(EnumType.STRING)
  @Column(name = "age_band")
  AgeBand ageBand;

  @Enumerated(EnumType.STRING)
  @Column
  Sex sex;

  @Column boolean gone;
  @Column boolean forgotten;

  /** Whether the community looks after them in particular. */
  @Column boolean special;

  /** The entry that stands for them since this one was found to be the same person. */
  @Column(name = "merged_into")
  @Nullable UUID mergedInto;

  /** When they left, or were merged. */
  @Column(name = "left_at")
  @Nullable Instant left;

  @Column Instant registered;
  @Column long version;

  /** For Hibernate. */
  RegisteredResident() {}

  /** When somebody who is gone left. */
  Instant left() {
    return Objects.requireNonNull(left);
  }

  void correct(ResidentCorrected corrected) {
    residency = corrected.residency();
    foreigner = corrected.foreigner();
    ageBand = corrected.ageBand();
    sex = corrected.sex();
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

  /** True when they left and are counted here no longer. */
  public boolean gone() {
    return gone;
  }

  /** Why they are here. */
  public Residency residency() {
    return residency;
  }

  /** Where they live. */
  public UUID household() {
    return household;
  }
}
