package org.qunfang.checkpoint.healthcode;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.qunfang.events.CheckpointEvent.CodeColour;
import org.qunfang.events.CheckpointEvent.CodeReason;

/**
 * What speaks for a person's code, by the case, contact or isolation order that it is about. Ended
 * grounds stay, as green ones: the news that one has ended may come before the news that it arose.
 */
record HealthCode(Map<UUID, Ground> grounds) {

  /** A ground as it is now, and how far its own stream was read. */
  record Ground(CodeReason reason, CodeColour colour, long version) {}

  /** A worse colour comes first; of one colour, the reason that lasts. */
  private static final Comparator<Ground> WORST =
      Comparator.comparing((Ground ground) -> severity(ground.colour()))
          .thenComparing(ground -> -ground.reason().ordinal());

  static final HealthCode UNKNOWN = new HealthCode(Map.of());

  CodeColour colour() {
    return grounds.values().stream().max(WORST).map(Ground::colour).orElse(CodeColour.GREEN);
  }

  CodeReason reason() {
    return grounds.values().stream()
        .max(WORST)
        .filter(ground -> ground.colour() != CodeColour.GREEN)
        .map(Ground::reason)
        .orElse(CodeReason.CLEARED);
  }

  HealthCode with(UUID ground, CodeReason reason, CodeColour colour, long version) {
    Map<UUID, Ground> now = new HashMap<>(grounds);
    now.put(ground, new Ground(reason, colour, version));
    return new HealthCode(Map.copyOf(now));
  }

  private static int severity(CodeColour colour) {
    return switch (colour) {
      case RED -> 2;
      case YELLOW -> 1;
      case GREEN, NONE -> 0;
    };
  }
}
