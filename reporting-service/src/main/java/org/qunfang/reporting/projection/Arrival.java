package org.qunfang.reporting.projection;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.CloudEventRecord;
import org.qunfang.events.CloudEventRecord.Place;
import org.qunfang.events.Division;
import org.qunfang.events.Envelope;
import org.qunfang.events.Received;
import org.qunfang.events.UnreadableEvent;
import org.qunfang.reporting.catalogue.Counting;
import org.qunfang.reporting.catalogue.Movement;

/** A record of a log as the projection sees it: where it stands, and what it is worth counting. */
public sealed interface Arrival {

  /** The ledger's months have four digits for the year. */
  Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

  /** The ledger's months have four digits for the year. */
  Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  /** The record as it came. */
  ConsumerRecord<String, byte[]> kafka();

  /** Where it stands in its log; null when not even that is readable. */
  @Nullable Place place();

  /** An event that is counted. */
  record Countable(
      ConsumerRecord<String, byte[]> kafka,
      Place place,
      Division community,
      LocalDate day,
      Instant recorded,
      @Nullable String traceparent,
      List<Movement> movements)
      implements Arrival {}

  /** An event of a type that this build does not know: somebody's later version, passed over. */
  record Unknown(ConsumerRecord<String, byte[]> kafka, Place place) implements Arrival {}

  /** A record that is no event, or not the one its type says: it becomes a dead letter. */
  record Poison(ConsumerRecord<String, byte[]> kafka, @Nullable Place place, String reason)
      implements Arrival {}

  /**
   * Reads a record.
   *
   * @param zone whose midnight ends a day
   */
  static Arrival of(ConsumerRecord<String, byte[]> kafka, ZoneId zone) {
    Place place = null;
    try {
      place = CloudEventRecord.place(kafka);
      Optional<Received> received = CloudEventRecord.read(kafka);
      if (received.isEmpty()) {
        return new Unknown(kafka, place);
      }
      Envelope told = received.get().envelope();
      return new Countable(
          kafka,
          place,
          told.community(),
          day(told.time(), zone),
          told.recorded(),
          told.traceparent(),
          Counting.of(told.event()));
    } catch (UnreadableEvent e) {
      return new Poison(kafka, place, "UnreadableEvent: " + e.getMessage());
    }
  }

  private static LocalDate day(Instant time, ZoneId zone) {
    if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
      throw new UnreadableEvent("'time' is of no calendar");
    }
    return LocalDate.ofInstant(time, zone);
  }
}
