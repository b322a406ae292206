package org.qunfang.resident.notice;

import static org.qunfang.events.Decision.accept;
import static org.qunfang.events.Decision.reject;

import java.util.UUID;
import org.qunfang.events.Decider;
import org.qunfang.events.Decision;
import org.qunfang.events.ResidentEvent.NoticeAcknowledged;
import org.qunfang.events.ResidentEvent.NoticeDelivered;
import org.qunfang.events.ResidentEvent.NoticeDeliveryEvent;
import org.qunfang.resident.notice.Delivery.Awaited;
import org.qunfang.resident.notice.Delivery.Delivered;
import org.qunfang.resident.notice.DeliveryCommand.Acknowledge;
import org.qunfang.resident.notice.DeliveryCommand.Deliver;

/** The rules of delivery: a notice comes to a household once, and is acknowledged once. */
public final class DeliveryDecider
    implements Decider<DeliveryCommand, Delivery, NoticeDeliveryEvent> {

  @Override
  public Delivery initial() {
    return new Awaited();
  }

  @Override
  public Decision<NoticeDeliveryEvent> decide(DeliveryCommand command, Delivery state) {
    return switch (command) {
      case Deliver deliver ->
          switch (state) {
            case Awaited() ->
                accept(
                    new NoticeDelivered(
                        deliver.notice(),
                        deliver.household(),
                        deliver.channel(),
                        deliver.acknowledged()));
            case Delivered(boolean acknowledged) ->
                deliver.acknowledged() && !acknowledged
                    ? accept(new NoticeAcknowledged(deliver.notice(), deliver.household()))
                    : accept();
          };
      case Acknowledge(UUID notice, UUID household) ->
          switch (state) {
            case Awaited() -> reject(NoticeRejection.NOT_DELIVERED);
            case Delivered(boolean acknowledged) ->
                acknowledged ? accept() : accept(new NoticeAcknowledged(notice, household));
          };
    };
  }

  @Override
  public Delivery evolve(Delivery state, NoticeDeliveryEvent event) {
    return switch (event) {
      case NoticeDelivered delivered -> new Delivered(delivered.acknowledged());
      case NoticeAcknowledged acknowledged -> new Delivered(true);
    };
  }
}
