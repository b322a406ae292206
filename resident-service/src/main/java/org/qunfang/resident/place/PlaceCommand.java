package org.qunfang.resident.place;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.ResidentEvent.PlaceKind;

/** What can be asked of a place. */
public sealed interface PlaceCommand {

  /**
   * Put it on the register.
   *
   * @param within what it stands in, if anything, and what kind of place that is
   */
  record RegisterPlace(UUID id, PlaceKind kind, @Nullable Surrounding within, String name)
      implements PlaceCommand {

    /** A place around another. */
    public record Surrounding(UUID id, PlaceKind kind) {}
  }

  /** Call it by that name. */
  record RenamePlace(String name) implements PlaceCommand {}

  /**
   * It is no more.
   *
   * @param households that lie in it or in its buildings
   * @param buildings that stand in it
   */
  record ClosePlace(int households, int buildings) implements PlaceCommand {}
}
