package org.qunfang.eventstore;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.EventIds;
import org.qunfang.events.OwnJson;

/** An event that could not be applied, kept as it came until somebody replays it. */
@Entity
@Table(name = "dead_letter")
public class DeadLetter {

  private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

  @Id UUID id;
  @Column String topic;
  @Column int partition;

  @Column(name = "offset_")
  long offset;

  @Column @Nullable String type;
  @Column @Nullable String community;
  @Column String reason;
  @Column String headers;
  @Column byte @Nullable [] value;
  @Column Instant died;
  @Column @Nullable Instant replayed;

  /** For Hibernate. */
  DeadLetter() {}

  static DeadLetter of(ConsumerRecord<String, byte[]> kafka, String reason, Instant died) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Header header : kafka.headers()) {
      if (header.value() != null) {
        headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
      }
    }
    DeadLetter letter = new DeadLetter();
    letter.id =
        EventIds.named(
            kafka.topic(), Integer.toString(kafka.partition()), Long.toString(kafka.offset()));
    letter.topic = kafka.topic();
    letter.partition = kafka.partition();
    letter.offset = kafka.offset();
    letter.type = storable(headers.get("ce_type"));
    letter.community = storable(headers.get("ce_division"));
    letter.reason = reason.replace('\0', '?');
    letter.value = kafka.value();
    letter.died = died;
    letter.headers = OwnJson.write(headers);
    return letter;
  }

  /** PostgreSQL's text has no zero character, and what is poison may hold anything. */
  private static @Nullable String storable(@Nullable String text) {
    return text == null ? null : text.replace('\0', '?');
  }

  /** The record as it came. */
  ConsumerRecord<String, byte[]> record() {
    ConsumerRecord<String, byte[]> kafka =
        new ConsumerRecord<>(topic, partition, offset, community, value);
    OwnJson.read(headers, HEADERS)
        .forEach((name, text) -> kafka.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    return kafka;
  }
}
