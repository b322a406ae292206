package org.qunfang.reporting.projection;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.CloudEventRecord;
import org.qunfang.events.CloudEventRecord.Place;
import org.qunfang.events.Division;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.EventJson;
import org.qunfang.events.EventTypes;
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
      DomainEvent event,
      List<Movement> movements)
      implements Arrival {

    /** When its service accepted it: the time that the record bears. */
    Instant recorded() {
      return Instant.ofEpochMilli(kafka.timestamp());
    }

    /** The trace of the request that told it. */
    @Nullable String traceparent() {
      return CloudEventRecord.attribute(kafka, "ce_traceparent");
    }
  }

  /** An event of a type that this build does not know: somebody's later version, passed over. */
  record Unknown(ConsumerRecord<String, byte[]> kafka, Place place) implements Arrival {}

  /** A record that is no event, or not the one its type says: it becomes a dead letter. */
  record Poison(ConsumerRecord<String, byte[]> kafka, @Nullable Place place, String reason)
      implements Arrival {}

  /**
   * Reads a record: of its attributes only those that counting needs, because a rebuild reads
   * hundreds of thousands a second.
   *
   * @param zone whose midnight ends a day
   */
  static Arrival of(ConsumerRecord<String, byte[]> kafka, ZoneId zone) {
    Place place = null;
    try {
      place = CloudEventRecord.place(kafka);
      Optional<Class<? extends DomainEvent>> type =
          EventTypes.find(CloudEventRecord.required(kafka, "ce_type"));
      if (type.isEmpty()) {
        return new Unknown(kafka, place);
      }
      if (kafka.value() == null) {
        throw new UnreadableEvent("no data");
      }
      DomainEvent event = EventJson.read(type.get(), kafka.value());
      return new Countable(
          kafka,
          place,
          CloudEventRecord.divisionOf(event, kafka),
          day(CloudEventRecord.required(kafka, "ce_time"), zone),
          event,
          Counting.of(event));
    } catch (UnreadableEvent e) {
      return new Poison(kafka, place, "UnreadableEvent: " + e.getMessage());
    } catch (RuntimeException e) {
      // Whatever is wrong with one record holds up no other; its words may quote it.
      return new Poison(kafka, place, e.getClass().getSimpleName());
    }
  }

  /** The same as a dead letter, after all: it can be read, and not counted. */
  default Poison dead(Throwable failure) {
    return new Poison(kafka(), place(), failure.getClass().getSimpleName());
  }

  private static LocalDate day(String text, ZoneId zone) {
    Instant time;
    try {
      time = Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new UnreadableEvent("'time' is malformed");
    }
    if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
      throw new UnreadableEvent("'time' is of no calendar");
    }
    return LocalDate.ofInstant(time, zone);
  }
}
