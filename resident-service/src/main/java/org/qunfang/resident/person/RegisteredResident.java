package org.qunfang.resident.person;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.AgeBand;
import org.qunfang.events.ResidentEvent.Residency;
import org.qunfang.events.ResidentEvent.ResidentCorrected;
import org.qunfang.events.ResidentEvent.Sex;
import org.qunfang.events.ResidentEvent.StrandedStayNoted;
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

  /** How somebody stranded stays here, as it was noted last. */
  @Column(name = "stay_since")
  @Nullable LocalDate staySince;

  @Column(name = "stay_site")
  @Nullable UUID staySite;

  @Column(name = "stay_end")
  @Nullable LocalDate stayEnd;

  /** Of that note; 0 without one. */
  @Column(name = "stay_version")
  long stayVersion;

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

  /** How they stay here was noted. */
  public void stays(StrandedStayNoted noted, long version) {
    staySince = noted.since();
    staySite = noted.site();
    stayEnd = noted.expectedEnd();
    stayVersion = version;
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

  /** True when the register counts them as a foreigner. */
  public boolean foreigner() {
    return foreigner;
  }

  /** Since when somebody stranded stays here; null when nobody noted it. */
  public @Nullable LocalDate staySince() {
    return staySince;
  }

  /** Where somebody stranded is sheltered, if not at somebody's home. */
  public @Nullable UUID staySite() {
    return staySite;
  }

  /** Until when somebody stranded is expected to stay. */
  public @Nullable LocalDate stayEnd() {
    return stayEnd;
  }

  /** The version of the note of that; 0 without one. */
  public long stayVersion() {
    return stayVersion;
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
