package org.qunfang.testing.parts;

import java.nio.file.Path;
import kafka.Kafka;
import kafka.tools.StorageTool;

/** The program of Kafka's JVM: formats the storage the first time, then runs the node. */
public final class KafkaNode {

  private static final String CLUSTER = "cXVuZmFuZy1sb2NhbC1rYQ";

  private KafkaNode() {}

  public static void main(String[] args) throws Exception {
    var settings = Path.of(args[0]);
    int failed =
        StorageTool.execute(
            new String[] {"format", "--ignore-formatted", "-t", CLUSTER, "-c", settings.toString()},
            System.out);
    if (failed != 0) {
      System.exit(failed);
    }
    Kafka.main(new String[] {settings.toString()});
  }
}
