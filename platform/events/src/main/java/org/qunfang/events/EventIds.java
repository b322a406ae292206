package org.qunfang.events;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.UUID;

/**
 * Ids of events and things: in time order (UUIDv7), or derived from a name so that a retry finds
 * the same one.
 */
public final class EventIds {

  private static final TimeBasedEpochGenerator TIME_ORDERED = Generators.timeBasedEpochGenerator();

  /** Namespace of the ids that are derived here; an arbitrary constant, never changed. */
  private static final NameBasedGenerator NAMED =
      Generators.nameBasedGenerator(UUID.fromString("6f1d6f1c-4d0b-5f0e-9d2e-0c8f2f6b7a11"));

  private EventIds() {}

  /** A new id, greater than those before it. */
  public static UUID next() {
    return TIME_ORDERED.generate();
  }

  /** The id that belongs to these parts: the same parts, the same id, on every machine (UUIDv5). */
  public static UUID named(String... parts) {
    StringBuilder name = new StringBuilder();
    for (String part : parts) {
      // With its length, so that no two lists of parts make one name.
      name.append(part.length()).append(':').append(part);
    }
    return NAMED.generate(name.toString());
  }
}
