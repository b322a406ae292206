package org.qunfang.resident.notice;

import java.util.UUID;
import org.qunfang.events.ResidentEvent.NoticeKind;

/** A notice in one of the communities that it is for. */
public sealed interface NoticeInCommunity {

  /** It is not there. */
  record Unpublished() implements NoticeInCommunity {}

  /** It is to reach every household. */
  record Published(UUID notice, NoticeKind kind) implements NoticeInCommunity {}

  /** It need reach nobody any more. */
  record Withdrawn() implements NoticeInCommunity {}
}
