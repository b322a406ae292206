package org.qunfang.testing.parts;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The topics of the system. */
public final class Topics {

  private Topics() {}

  /**
   * Every topic with its number of partitions: one topic per service and its consumers' dead
   * letters. The 64 shards must be spread evenly, so the number of partitions divides 64.
   */
  public static Map<String, Integer> all() {
    var topics = new TreeMap<String, Integer>();
    for (var service : List.of("resident", "checkpoint", "isolation", "supply", "reporting")) {
      topics.put("qunfang." + service, 16);
      topics.put("qunfang." + service + ".dead-letters", 1);
    }
    return topics;
  }
}
