package org.qunfang.resident.notice;

import static org.qunfang.events.Decision.accept;
import static org.qunfang.events.Decision.reject;

import java.util.UUID;
import org.qunfang.events.Decider;
import org.qunfang.events.Decision;
import org.qunfang.events.ResidentEvent.NoticeEvent;
import org.qunfang.events.ResidentEvent.NoticeKind;
import org.qunfang.events.ResidentEvent.NoticePublished;
import org.qunfang.events.ResidentEvent.NoticeWithdrawn;
import org.qunfang.resident.notice.NoticeCommand.Publish;
import org.qunfang.resident.notice.NoticeCommand.Withdraw;
import org.qunfang.resident.notice.NoticeInCommunity.Published;
import org.qunfang.resident.notice.NoticeInCommunity.Unpublished;
import org.qunfang.resident.notice.NoticeInCommunity.Withdrawn;

/** The rules of a notice in a community: published once, withdrawn once. */
public final class NoticeDecider implements Decider<NoticeCommand, NoticeInCommunity, NoticeEvent> {

  @Override
  public NoticeInCommunity initial() {
    return new Unpublished();
  }

  @Override
  public Decision<NoticeEvent> decide(NoticeCommand command, NoticeInCommunity state) {
    return switch (command) {
      case Publish(UUID notice, NoticeKind kind) ->
          switch (state) {
            case Unpublished() -> accept(new NoticePublished(notice, kind));
            case Published already -> accept();
            case Withdrawn() -> reject(NoticeRejection.NOTICE_WITHDRAWN);
          };
      case Withdraw() ->
          switch (state) {
            case Unpublished() -> reject(NoticeRejection.NO_SUCH_NOTICE);
            case Published(UUID notice, NoticeKind kind) ->
                accept(new NoticeWithdrawn(notice, kind));
            case Withdrawn() -> accept();
          };
    };
  }

  @Override
  public NoticeInCommunity evolve(NoticeInCommunity state, NoticeEvent event) {
    return switch (event) {
      case NoticePublished(UUID notice, NoticeKind kind) -> new Published(notice, kind);
      case NoticeWithdrawn withdrawn -> new Withdrawn();
    };
  }
}
