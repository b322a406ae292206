package org.qunfang.resident.notice;

import java.util.UUID;
import org.qunfang.events.ResidentEvent.NoticeChannel;

/** What can be told of a notice and a household. */
public sealed interface DeliveryCommand {

  /** The household was given it, and signed for it when {@code acknowledged}. */
  record Deliver(UUID notice, UUID household, NoticeChannel channel, boolean acknowledged)
      implements DeliveryCommand {}

  /** The household says that it has it. */
  record Acknowledge(UUID notice, UUID household) implements DeliveryCommand {}
}
