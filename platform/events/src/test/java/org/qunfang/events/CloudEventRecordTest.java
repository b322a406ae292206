package org.qunfang.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.SpecVersion;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qunfang.events.SupplyEvent.OrderPacked;

class CloudEventRecordTest {

  private static final UUID ID = UUID.fromString("01700000-0000-7000-8000-000000000001");
  private static final OrderPacked PACKED = new OrderPacked(ID);
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  private static final Division YAOWAN = new Division("422801001008");

  private static ConsumerRecord<String, byte[]> record() {
    ProducerRecord<String, byte[]> sent =
        CloudEventRecord.write(
            "qunfang.supply",
            3,
            "/qunfang/supply",
            new Received.Position(2, 17),
            ID,
            EventTypes.of(PACKED),
            "order-1",
            4,
            YAOWAN.code(),
            Instant.parse("2020-02-10T01:00:00Z"),
            Instant.parse("2020-02-10T01:00:07.5Z"),
            "somebody",
            TRACE,
            EventJson.write(PACKED));
    return received(sent, sent.value());
  }

  private static ConsumerRecord<String, byte[]> received(
      ProducerRecord<String, byte[]> sent, byte @Nullable [] value) {
    var received = new ConsumerRecord<>("qunfang.supply", 3, 99, sent.key(), value);
    sent.headers().forEach(received.headers()::add);
    return received;
  }

  @Test
  void isACloudEventToTheSdk() {
    CloudEvent event = KafkaMessageFactory.createReader(record()).toEvent();
    assertThat(event.getSpecVersion()).isEqualTo(SpecVersion.V1);
    assertThat(event.getId()).isEqualTo(ID.toString());
    assertThat(event.getSource()).hasToString("/qunfang/supply");
    assertThat(event.getType()).isEqualTo("org.qunfang.supply.OrderPacked.v1");
    assertThat(event.getSubject()).isEqualTo("order-1");
    assertThat(event.getDataContentType()).isEqualTo("application/json");
    assertThat(Objects.requireNonNull(event.getTime()).toInstant())
        .isEqualTo("2020-02-10T01:00:00Z");
    assertThat(event.getExtensionNames())
        .containsExactlyInAnyOrder(
            "division",
            "recordedtime",
            "epoch",
            "sequence",
            "partitionkey",
            "streamversion",
            "actor",
            "traceparent");
    assertThat(event.getExtension("division")).isEqualTo(YAOWAN.code());
    assertThat(event.getExtension("sequence")).isEqualTo("17");
    CloudEventData data = Objects.requireNonNull(event.getData());
    assertThat(EventJson.read(OrderPacked.class, data.toBytes())).isEqualTo(PACKED);
  }

  @Test
  void isReadAsItWasWritten() {
    Received received = CloudEventRecord.read(record()).orElseThrow();
    assertThat(received.source()).isEqualTo("/qunfang/supply");
    assertThat(received.position()).isEqualTo(new Received.Position(2, 17));
    assertThat(received.envelope())
        .isEqualTo(
            new Envelope(
                ID,
                "order-1",
                4,
                YAOWAN,
                Instant.parse("2020-02-10T01:00:00Z"),
                Instant.parse("2020-02-10T01:00:07.5Z"),
                "somebody",
                TRACE,
                PACKED));
    assertThat(CloudEventRecord.place(record()).shard()).isEqualTo(YAOWAN.shard());
    assertThat(record().key()).isEqualTo(YAOWAN.code());
  }

  @Test
  void aTypeOfTheFutureIsPassedOver() {
    var record = record();
    record.headers().remove("ce_type").add("ce_type", bytes("org.qunfang.supply.OrderPacked.v2"));
    assertThat(CloudEventRecord.read(record)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ce_id",
        "ce_source",
        "ce_subject",
        "ce_time",
        "ce_recordedtime",
        "ce_division",
        "ce_epoch",
        "ce_sequence",
        "ce_streamversion",
        "ce_actor"
      })
  void withoutAnAttributeOrWithNonsenseInItItIsUnreadableAndSaysNoValue(String attribute) {
    var without = record();
    without.headers().remove(attribute);
    assertThatThrownBy(() -> CloudEventRecord.read(without)).isInstanceOf(UnreadableEvent.class);

    var empty = record();
    empty.headers().remove(attribute).add(attribute, null);
    assertThatThrownBy(() -> CloudEventRecord.read(empty)).isInstanceOf(UnreadableEvent.class);

    var nonsense = record();
    nonsense.headers().remove(attribute).add(attribute, bytes("secret"));
    if (!attribute.matches("ce_(source|subject|actor)")) {
      assertThatThrownBy(() -> CloudEventRecord.read(nonsense))
          .isInstanceOf(UnreadableEvent.class)
          .hasMessageNotContaining("secret");
    }
  }

  @Test
  void onlyWhatIsAboutADivisionAsAWholeCountsAboveTheCommunities() {
    var record = record();
    record.headers().remove("ce_division").add("ce_division", bytes("422801001000"));
    assertThatThrownBy(() -> CloudEventRecord.read(record))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessage("'division' is not a community");
    // It has a place all the same, or those behind it would wait for it for ever.
    assertThat(CloudEventRecord.place(record).shard())
        .isEqualTo(new Division("422801001000").shard());
    assertThat(CloudEventRecord.divisionOf(Samples.of(ResidentEvent.RiskAreaLifted.class), record))
        .isEqualTo(new Division("422801001000"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
