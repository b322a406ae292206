package org.qunfang.resident.worker;

import static org.qunfang.events.Decision.accept;
import static org.qunfang.events.Decision.reject;

import java.util.UUID;
import org.qunfang.events.Decider;
import org.qunfang.events.Decision;
import org.qunfang.events.ResidentEvent.DutyPostClosed;
import org.qunfang.events.ResidentEvent.DutyPostOpened;
import org.qunfang.events.ResidentEvent.PostEvent;
import org.qunfang.resident.worker.Post.Closed;
import org.qunfang.resident.worker.Post.Staffed;
import org.qunfang.resident.worker.Post.Unknown;
import org.qunfang.resident.worker.PostCommand.ClosePost;
import org.qunfang.resident.worker.PostCommand.OpenPost;

/** The rules of a post: opened once, closed once. */
public final class PostDecider implements Decider<PostCommand, Post, PostEvent> {

  @Override
  public Post initial() {
    return new Unknown();
  }

  @Override
  public Decision<PostEvent> decide(PostCommand command, Post state) {
    return switch (command) {
      case OpenPost open ->
          state instanceof Unknown
              ? accept(
                  new DutyPostOpened(
                      open.id(),
                      open.kind(),
                      open.place(),
                      open.fromMinute(),
                      open.untilMinute(),
                      open.workers()))
              : reject(PostRejection.POST_ALREADY_OPENED);
      case ClosePost() ->
          switch (state) {
            case Unknown() -> reject(PostRejection.NO_SUCH_POST);
            case Staffed(UUID id) -> accept(new DutyPostClosed(id));
            case Closed() -> accept();
          };
    };
  }

  @Override
  public Post evolve(Post state, PostEvent event) {
    return switch (event) {
      case DutyPostOpened opened -> new Staffed(opened.post());
      case DutyPostClosed closed -> new Closed();
    };
  }
}
