package org.qunfang.resident.person;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.AgeBand;
import org.qunfang.events.ResidentEvent.Residency;
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
  @Column Instant registered;
  @Column long version;

  /** For Hibernate. */
  RegisteredResident() {}

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

  /** Where they live. */
  public UUID household() {
    return household;
  }
}
