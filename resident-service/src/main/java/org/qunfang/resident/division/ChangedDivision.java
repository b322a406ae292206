package org.qunfang.resident.division;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.DivisionAbolished;
import org.qunfang.events.ResidentEvent.DivisionAdded;
import org.qunfang.events.ResidentEvent.DivisionEvent;
import org.qunfang.events.ResidentEvent.DivisionRenamed;

/** What an import changed of one division. */
@Entity
@Immutable
@Table(name = "division_change")
@IdClass(ChangedDivision.Key.class)
class ChangedDivision {

  /** Changes of an import are numbered from 1 on. */
  record Key(UUID of, int number) implements Serializable {}

  @Id
  @Column(name = "import")
  UUID of;

  @Id int number;
  @Column long code;

  @Enumerated(EnumType.STRING)
  @Column
  DivisionImport.Kind kind;

  @Column String name;
  @Column @Nullable String was;

  /** For Hibernate. */
  ChangedDivision() {}

  Division division() {
    return OfficialDivision.of(code);
  }

  DivisionEvent event() {
    return switch (kind) {
      case ADDED -> new DivisionAdded(division(), name);
      case RENAMED -> new DivisionRenamed(division(), Objects.requireNonNull(was), name);
      case ABOLISHED -> new DivisionAbolished(division());
    };
  }
}
