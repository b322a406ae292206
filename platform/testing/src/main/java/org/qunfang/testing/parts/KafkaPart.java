package org.qunfang.testing.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;

/**
 * One Kafka node, broker and controller at once, in a JVM of its own.
 *
 * <p>It keeps what it is given for ever: records carry the time of the field, and a broker that
 * drops by age would drop the spring of 2020 as soon as it arrives.
 */
public final class KafkaPart implements Part {

  private final Path dir;
  private final int port;
  private final int controllerPort;
  private final List<String> jvmOptions;
  private final PartProcess process;

  /**
   * The node whose data lie in {@code dir}, empty or not.
   *
   * @param jvmOptions such as its memory
   */
  public KafkaPart(Path dir, int port, int controllerPort, Leash leash, List<String> jvmOptions) {
    this.dir = dir;
    this.port = port;
    this.controllerPort = controllerPort;
    this.jvmOptions = List.copyOf(jvmOptions);
    this.process = new PartProcess("Kafka", dir, leash, "TERM");
  }

  @Override
  public String name() {
    return "Kafka";
  }

  @Override
  public PartProcess process() {
    return process;
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void start() {
    if (process.running()) {
      return;
    }
    var settings = dir.resolve("server.properties");
    var logging = dir.resolve("logging.properties");
    try {
      Files.createDirectories(dir);
      Files.writeString(settings, settings());
      Files.writeString(
          logging,
          """
          handlers=java.util.logging.ConsoleHandler
          .level=WARNING
          """);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var command = Jvm.command(jvmOptions);
    command.addAll(
        List.of(
            "-Djava.util.logging.config.file=" + logging,
            KafkaNode.class.getName(),
            settings.toString()));
    process.start(command, Map.of("CLASSPATH", Jvm.classPath()));
    process.await(Duration.ofMinutes(3), this::answers);
  }

  @Override
  public void stop() {
    process.stop(Duration.ofSeconds(20));
  }

  /** Makes those of the topics that are not there. */
  public void createTopics(Map<String, Integer> partitionsByTopic) {
    try (var admin = admin()) {
      var present = admin.listTopics().names().get();
      admin
          .createTopics(
              partitionsByTopic.entrySet().stream()
                  .filter(topic -> !present.contains(topic.getKey()))
                  .map(
                      topic ->
                          new NewTopic(
                              topic.getKey(), Optional.of(topic.getValue()), Optional.empty()))
                  .toList())
          .all()
          .get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new PartFailed("cannot create the topics", e);
    }
  }

  /** Removes all topics with everything in them, and what consumer groups knew of them. */
  public void deleteTopics() {
    try (var admin = admin()) {
      Set<String> own =
          admin.listTopics().names().get().stream()
              .filter(topic -> !topic.startsWith("__"))
              .collect(Collectors.toSet());
      admin.deleteTopics(own).all().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new PartFailed("cannot delete the topics", e);
    }
  }

  private Admin admin() {
    return Admin.create(
        Map.of(
            "bootstrap.servers", bootstrapServers(),
            "request.timeout.ms", "10000",
            "default.api.timeout.ms", "20000"));
  }

  /** Asks only once the port is open: a client that meets a closed one waits and logs. */
  private boolean answers() {
    if (!Ports.answers(port)) {
      return false;
    }
    try (var admin = admin()) {
      return admin.describeCluster().nodes().get().size() == 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException | KafkaException e) {
      return false;
    }
  }

  private String settings() {
    return """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%2$d
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
        controller.listener.names=CONTROLLER
        log.dirs=%3$s
        auto.create.topics.enable=false
        log.retention.ms=-1
        log.segment.bytes=104857600
        log.cleaner.dedupe.buffer.size=4194304
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=4
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        transaction.state.log.num.partitions=4
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        group.initial.rebalance.delay.ms=0
        """
        .formatted(port, controllerPort, dir.resolve("data"));
  }
}
