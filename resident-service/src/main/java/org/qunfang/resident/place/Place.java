package org.qunfang.resident.place;

import java.util.UUID;
import org.qunfang.events.ResidentEvent.PlaceKind;

/** A place below the community. */
public sealed interface Place {

  /** Nobody has registered it yet. */
  record Unknown() implements Place {}

  /** Households may lie there. */
  record Open(UUID id, PlaceKind kind, String name) implements Place {}

  /** No more. */
  record Closed(UUID id) implements Place {}
}
