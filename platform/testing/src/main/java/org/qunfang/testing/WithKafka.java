package org.qunfang.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.qunfang.testing.parts.KafkaPart;
import org.qunfang.testing.parts.Leash;
import org.qunfang.testing.parts.Ports;
import org.qunfang.testing.parts.Topics;

/**
 * A real Kafka with the topics of the system, all empty, that the tests of this JVM use one after
 * another.
 *
 * <p>A test that wants to take it away takes a field of type {@link KafkaPart}: it is filled in.
 */
public final class WithKafka implements QuarkusTestResourceLifecycleManager {

  private final KafkaPart part = ofThisJvm();

  @Override
  public Map<String, String> start() {
    part.start();
    part.deleteTopics();
    part.createTopics(Topics.all());
    return Map.of("kafka.bootstrap.servers", part.bootstrapServers());
  }

  /** The broker of this JVM, for tests without Quarkus; started by the first who starts it. */
  public static KafkaPart ofThisJvm() {
    var port = Integer.parseInt(JvmWide.value("kafka", () -> Integer.toString(Ports.unused(2))));
    var dir =
        Path.of(
            System.getProperty("java.io.tmpdir"), "qunfang-kafka-" + ProcessHandle.current().pid());
    return new KafkaPart(
        dir, port, port + 1, Leash.thisJvm(), List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
  }

  @Override
  public void inject(TestInjector into) {
    into.injectIntoFields(part, new TestInjector.MatchesType(KafkaPart.class));
  }

  /** The next test of this JVM uses the broker again; it ends with the JVM. */
  @Override
  public void stop() {
    part.start();
  }
}
