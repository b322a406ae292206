package org.qunfang.resident.worker;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.ResidentEvent.PostKind;

/** What can be asked of a post. */
public sealed interface PostCommand {

  /**
   * So many workers have to be there every day between these minutes of it.
   *
   * @param place the place of the register, the checkpoint of a gate or the facility of an
   *     isolation site, when it has an id
   */
  record OpenPost(
      UUID id, PostKind kind, @Nullable UUID place, int fromMinute, int untilMinute, int workers)
      implements PostCommand {

    /** The place of the register; checkpoints and facilities are known to their own services. */
    @Nullable UUID placeOfRegister() {
      return switch (kind) {
        case GATE, ISOLATION_SITE -> null;
        case OFFICE, HOTLINE, PATROL, SUPPLY_POINT, TESTING_SITE, OTHER -> place;
      };
    }
  }

  /** Nobody has to be there any more. */
  record ClosePost() implements PostCommand {}
}
