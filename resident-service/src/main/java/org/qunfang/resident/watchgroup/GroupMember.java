package org.qunfang.resident.watchgroup;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** Which group a household is in: one, or none. */
@Entity
@Table(name = "watch_group_household")
class GroupMember {

  @Id UUID household;

  @Column(name = "watch_group")
  UUID watchGroup;

  /** For Hibernate. */
  GroupMember() {}

  GroupMember(UUID household, UUID watchGroup) {
    this.household = household;
    this.watchGroup = watchGroup;
  }
}
