package org.qunfang.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Events on Kafka: CloudEvents 1.0, binary mode, keyed by community.
 *
 * <p>Headers are written and read here directly instead of through the SDK, whose builder costs
 * more than the rest of a relay's work; a test reads what this writes with the SDK.
 */
public final class CloudEventRecord {

  private static final byte[] SPEC_VERSION = "1.0".getBytes(UTF_8);
  private static final byte[] JSON = "application/json".getBytes(UTF_8);

  private CloudEventRecord() {}

  /**
   * The record of a stored event.
   *
   * @param type the CloudEvents type as it lies in the log
   * @param data the event's JSON as it lies in the log: publishing does not parse
   */
  public static ProducerRecord<String, byte[]> write(
      String topic,
      int partition,
      String source,
      Received.Position position,
      UUID id,
      String type,
      String stream,
      long version,
      String community,
      Instant time,
      Instant recorded,
      String actor,
      @Nullable String traceparent,
      String data) {
    var kafka =
        new ProducerRecord<>(
            topic, partition, recorded.toEpochMilli(), community, data.getBytes(UTF_8));
    Headers headers = kafka.headers();
    headers.add("ce_specversion", SPEC_VERSION);
    headers.add("content-type", JSON);
    if (traceparent != null) {
      add(headers, "ce_traceparent", traceparent);
      // The same under its W3C name, for tracing that knows Kafka and not CloudEvents.
      add(headers, "traceparent", traceparent);
    }
    add(headers, "ce_id", id.toString());
    add(headers, "ce_subject", stream);
    add(headers, "ce_streamversion", Long.toString(version));
    add(headers, "ce_partitionkey", community);
    add(headers, "ce_actor", actor);
    add(headers, "ce_recordedtime", recorded.toString());
    // Kafka looks for a header from the end: what every consumer asks of every record comes last.
    add(headers, "ce_time", time.toString());
    add(headers, "ce_division", community);
    add(headers, "ce_source", source);
    add(headers, "ce_epoch", Integer.toString(position.epoch()));
    add(headers, "ce_sequence", Long.toString(position.sequence()));
    add(headers, "ce_type", type);
    return kafka;
  }

  /**
   * Source, shard and position of a record: enough to recognise a duplicate without reading the
   * event.
   */
  public record Place(String source, int shard, Received.Position position) {}

  /**
   * Where a record stands in its log.
   *
   * @throws UnreadableEvent if it is no record of ours
   */
  public static Place place(ConsumerRecord<String, byte[]> kafka) {
    String source = required(kafka, "ce_source");
    if (source.indexOf('\0') >= 0) {
      // No database keeps it, so nobody could remember having been there.
      throw new UnreadableEvent("'ce_source' is malformed");
    }
    return new Place(
        source,
        division(kafka).shard(),
        new Received.Position((int) number(kafka, "ce_epoch"), number(kafka, "ce_sequence")));
  }

  /**
   * The event in a record, or empty when its type is unknown to this build: somebody's later
   * version, which is passed over, not poison.
   *
   * @throws UnreadableEvent if the type is known and the record is not such an event
   */
  public static Optional<Received> read(ConsumerRecord<String, byte[]> kafka) {
    Optional<Class<? extends DomainEvent>> type = EventTypes.find(required(kafka, "ce_type"));
    if (type.isEmpty()) {
      return Optional.empty();
    }
    if (kafka.value() == null) {
      throw new UnreadableEvent("no data");
    }
    try {
      DomainEvent event = EventJson.read(type.get(), kafka.value());
      return Optional.of(
          new Received(
              required(kafka, "ce_source"),
              new Received.Position((int) number(kafka, "ce_epoch"), number(kafka, "ce_sequence")),
              new Envelope(
                  UUID.fromString(required(kafka, "ce_id")),
                  required(kafka, "ce_subject"),
                  number(kafka, "ce_streamversion"),
                  divisionOf(event, kafka),
                  Instant.parse(required(kafka, "ce_time")),
                  Instant.parse(required(kafka, "ce_recordedtime")),
                  required(kafka, "ce_actor"),
                  attribute(kafka, "ce_traceparent"),
                  event)));
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new UnreadableEvent("an attribute is malformed");
    }
  }

  /**
   * Where an event counts.
   *
   * @throws UnreadableEvent if that is no division, or a larger one than such an event happens in
   */
  public static Division divisionOf(DomainEvent event, ConsumerRecord<String, byte[]> kafka) {
    Division division = division(kafka);
    if (event.happensInCommunity() && !division.isCommunity()) {
      throw new UnreadableEvent("'division' is not a community");
    }
    return division;
  }

  private static Division division(ConsumerRecord<String, byte[]> kafka) {
    return Division.parse(required(kafka, "ce_division"))
        .orElseThrow(() -> new UnreadableEvent("'division' is malformed"));
  }

  private static long number(ConsumerRecord<String, byte[]> kafka, String header) {
    try {
      return Long.parseLong(required(kafka, header));
    } catch (NumberFormatException e) {
      throw new UnreadableEvent("'" + header + "' is not a number");
    }
  }

  /**
   * An attribute that a record must have.
   *
   * @throws UnreadableEvent if it has none
   */
  public static String required(ConsumerRecord<String, byte[]> kafka, String header) {
    String value = attribute(kafka, header);
    if (value == null) {
      throw new UnreadableEvent("'" + header + "' is missing");
    }
    return value;
  }

  /** An attribute by the name of its header, such as {@code ce_type}; null when there is none. */
  public static @Nullable String attribute(ConsumerRecord<String, byte[]> kafka, String header) {
    Header found = kafka.headers().lastHeader(header);
    return found == null || found.value() == null ? null : new String(found.value(), UTF_8);
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(UTF_8));
  }
}
