package org.qunfang.resident.worker;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.ResidentEvent.PostKind;

/** What can be asked of a post. */
public sealed interface PostCommand {

  /**
   * So many workers have to be there every day between these minutes of it.
   *
   * @param place the gate or building, when it has an id
   */
  record OpenPost(
      UUID id, PostKind kind, @Nullable UUID place, int fromMinute, int untilMinute, int workers)
      implements PostCommand {}

  /** Nobody has to be there any more. */
  record ClosePost() implements PostCommand {}
}
