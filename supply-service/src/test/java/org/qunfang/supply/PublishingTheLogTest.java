package org.qunfang.supply;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.qunfang.supply.Caller.NOON;
import static org.qunfang.supply.Caller.YAOWAN;
import static org.qunfang.supply.Caller.at;
import static org.qunfang.supply.Caller.id;
import static org.qunfang.supply.Caller.need;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.qunfang.events.CloudEventRecord;
import org.qunfang.events.Division;
import org.qunfang.events.Envelope;
import org.qunfang.events.SupplyEvent.NeedRegistered;
import org.qunfang.events.SupplyEvent.NeedResolved;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.WithKafka;
import org.qunfang.testing.WithKeycloak;
import org.qunfang.testing.WithPostgres;
import org.qunfang.testing.parts.KafkaPart;

@QuarkusTest
@WithTestResource(WithPostgres.class)
@WithTestResource(WithKafka.class)
@WithTestResource(WithKeycloak.class)
@SuppressWarnings("NullAway.Init") // the test resources fill the fields
class PublishingTheLogTest {

  Tokens tokens;
  KafkaPart kafka;

  @Test
  void whatHappenedToANeedIsToldToEverybodyInOrder() {
    Caller cadre = Caller.person(tokens, "cadre-yaowan");
    UUID need = id(cadre.post("/needs", need(UUID.randomUUID())));
    cadre.post("/needs/" + need + "/resolution", at(NOON)).statusCode(200);
    Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      var partition = new TopicPartition("qunfang.supply", new Division(YAOWAN).shard() % 16);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      List<Envelope> told = new ArrayList<>();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                consumer
                    .poll(Duration.ofMillis(200))
                    .forEach(
                        kafka ->
                            CloudEventRecord.read(kafka)
                                .map(received -> received.envelope())
                                .filter(event -> event.stream().equals("need-" + need))
                                .ifPresent(told::add));
                return told.size() >= 2;
              });
      assertThat(
          told.stream().<Object>map(event -> event.event().getClass()).toList(),
          contains(NeedRegistered.class, NeedResolved.class));
      assertThat(told.stream().map(Envelope::version).toList(), contains(1L, 2L));
      assertThat(told.stream().map(Envelope::time).toList(), contains(NOON, NOON));
    }
  }
}
