package org.qunfang.isolation.check;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.isolation.check.CheckRules.CheckRejection;

/**
 * What a check has to know of the order it is about.
 *
 * @param from the day on which isolation started, or null
 * @param until the day on which it ended, or null
 */
record IsolatedThen(
    UUID person, Division community, @Nullable LocalDate from, @Nullable LocalDate until) {

  /** Why there can be no check of that day; empty when there can. */
  Optional<CheckRejection> refused(LocalDate day) {
    boolean isolated =
        from != null && !day.isBefore(from) && (until == null || !day.isAfter(until));
    return isolated ? Optional.empty() : Optional.of(CheckRejection.NOT_ISOLATED_THEN);
  }
}
