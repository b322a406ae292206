package org.qunfang.resident.stranded;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.ResidentEvent.StrandedStayNoted;

/** How somebody stranded stays here, as it was noted last. */
@Entity
@Table(name = "stranded_stay")
class StrandedStay {

  @Id UUID resident;
  @Column LocalDate since;
  @Column @Nullable UUID site;

  @Column(name = "expected_end")
  @Nullable LocalDate expectedEnd;

  /** For Hibernate. */
  StrandedStay() {}

  StrandedStay(UUID resident) {
    this.resident = resident;
  }

  void apply(StrandedStayNoted event) {
    since = event.since();
    site = event.site();
    expectedEnd = event.expectedEnd();
  }
}
