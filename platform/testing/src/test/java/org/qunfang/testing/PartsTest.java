package org.qunfang.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qunfang.testing.parts.KafkaPart;
import org.qunfang.testing.parts.Leash;
import org.qunfang.testing.parts.PartFailed;
import org.qunfang.testing.parts.PartProcess;
import org.qunfang.testing.parts.PostgresPart;
import org.qunfang.testing.parts.Realm;
import org.qunfang.testing.parts.SharedKeycloak;

class PartsTest {

  @Test
  void postgresKeepsItsDataAndPortOverAStopAndCommitsDurably() throws SQLException {
    PostgresPart part = WithPostgres.ofThisJvm();
    part.start();
    var database = WithPostgres.freshDatabase();
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      for (var setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
        var answer = statement.executeQuery("show " + setting);
        assertThat(answer.next()).isTrue();
        assertThat(answer.getString(1)).as(setting).isEqualTo("on");
      }
      statement.execute("create table kept (n int)");
      statement.execute("insert into kept values (7)");
    }

    part.stop();
    assertThatThrownBy(database::connect).isInstanceOf(SQLException.class);

    part.start();
    try (var connection = database.connect();
        var answer = connection.createStatement().executeQuery("select n from kept")) {
      assertThat(answer.next()).isTrue();
      assertThat(answer.getInt(1)).isEqualTo(7);
    }
  }

  @Test
  void kafkaKeepsItsRecordsOverAStopAndForgetsThemWithTheTopic() throws Exception {
    KafkaPart part = WithKafka.ofThisJvm();
    part.start();
    part.createTopics(Map.of("kept", 2));
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", part.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      // A record of 2020 must not be dropped for its age.
      producer
          .send(new ProducerRecord<>("kept", 1, 1_580_000_000_000L, "key", "value"))
          .get(10, TimeUnit.SECONDS);
    }

    part.stop();
    part.start();

    assertThat(read(part)).isEqualTo("value");
    part.deleteTopics();
    part.createTopics(Map.of("kept", 2));
    assertThat(read(part)).isEqualTo("nothing");
  }

  private static String read(KafkaPart part) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", part.bootstrapServers()),
            new StringDeserializer(),
            new StringDeserializer())) {
      var partition = new TopicPartition("kept", 1);
      consumer.assign(List.of(partition));
      consumer.seekToEnd(List.of(partition));
      if (consumer.position(partition) == 0) {
        return "nothing";
      }
      consumer.seekToBeginning(List.of(partition));
      return consumer.poll(Duration.ofSeconds(10)).iterator().next().value();
    }
  }

  @Test
  void keycloakGivesPeopleAndMachinesTokensUntilItsLineIsCut() {
    var realm = Realm.withDemoUsers();
    var line = new Line(SharedKeycloak.running(realm).port());
    var issuer = "http://127.0.0.1:" + line.port() + "/realms/" + realm.name();

    assertThat(claims(new Tokens(issuer).of("cadre-yaowan")))
        .contains("\"division\":\"422801001008\"")
        .contains("\"iss\":\"" + issuer + "\"")
        .contains("community-worker");
    assertThat(claims(new Tokens(issuer).machine("integrator-hospital")))
        .contains("\"division\":\"422800000000\"")
        .contains("resident-service");

    line.cut();
    assertThatThrownBy(() -> new Tokens(issuer).of("cadre-yaowan"))
        .isInstanceOf(UncheckedIOException.class);
    line.mend();
    assertThat(new Tokens(issuer).of("cadre-yaowan")).isNotBlank();
  }

  private static String claims(String token) {
    return new String(
        Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
  }

  @Test
  void aProcessEndsWithTheOneThatHoldsItsLeash(@TempDir Path dir) throws Exception {
    var holder = new ProcessBuilder("sleep", "600").start();
    var part = new PartProcess("sleeper", dir.resolve("part"), new Leash(holder.pid()), "TERM");
    part.start(List.of("sleep", "601"), Map.of());
    var pid = part.pid().orElseThrow();

    holder.destroyForcibly();

    ProcessHandle.of(pid).orElseThrow().onExit().get(20, TimeUnit.SECONDS);
    assertThat(part.running()).isFalse();
  }

  @Test
  void aProcessThatDiesAtItsStartIsReportedWithItsLastWords(@TempDir Path dir) {
    var part = new PartProcess("talker", dir.resolve("part"), Leash.thisJvm(), "TERM");
    part.start(List.of("sh", "-c", "echo no disk left; exit 3"), Map.of());

    assertThatThrownBy(() -> part.await(Duration.ofSeconds(20), () -> false))
        .isInstanceOf(PartFailed.class)
        .hasMessageContaining("talker")
        .hasMessageContaining("no disk left");
  }

  @Test
  void anotherProcessWithTheSamePidIsNotTaken(@TempDir Path dir) throws Exception {
    var stranger = new ProcessBuilder("sleep", "602").start();
    Files.writeString(dir.resolve("process"), stranger.pid() + " 1000000000000\n");

    var part = new PartProcess("part", dir, Leash.none(), "TERM");
    part.stop(Duration.ofSeconds(1));

    assertThat(part.running()).isFalse();
    assertThat(stranger.isAlive()).isTrue();
    stranger.destroyForcibly();
  }
}
