package org.qunfang.resident.notice;

import java.util.UUID;
import org.qunfang.events.ResidentEvent.NoticeKind;

/** What can be asked of a notice in a community. */
public sealed interface NoticeCommand {

  /** It is to reach every household there. */
  record Publish(UUID notice, NoticeKind kind) implements NoticeCommand {}

  /** It need reach nobody any more. */
  record Withdraw() implements NoticeCommand {}
}
