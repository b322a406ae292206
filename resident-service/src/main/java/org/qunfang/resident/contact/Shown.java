package org.qunfang.resident.contact;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import org.qunfang.eventstore.EventLogConfig;
import org.qunfang.intake.FieldReport;

/** Shows contacts as of today in the field: days are counted when somebody asks. */
@ApplicationScoped
class Shown {

  private final FieldReport field;
  private final EventLogConfig config;

  Shown(FieldReport field, EventLogConfig config) {
    this.field = field;
    this.config = config;
  }

  ContactResource.Answer as(TracedContact row) {
    return ContactResource.Answer.of(row, today());
  }

  LocalDate today() {
    return LocalDate.ofInstant(field.time(null), config.zone());
  }
}
