package org.qunfang.resident.notice;

import static org.qunfang.testing.GivenWhenThen.rules;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.qunfang.events.ResidentEvent.NoticeAcknowledged;
import org.qunfang.events.ResidentEvent.NoticeChannel;
import org.qunfang.events.ResidentEvent.NoticeDelivered;
import org.qunfang.events.ResidentEvent.NoticeDeliveryEvent;
import org.qunfang.events.ResidentEvent.NoticeEvent;
import org.qunfang.events.ResidentEvent.NoticeKind;
import org.qunfang.events.ResidentEvent.NoticePublished;
import org.qunfang.events.ResidentEvent.NoticeWithdrawn;
import org.qunfang.resident.notice.DeliveryCommand.Acknowledge;
import org.qunfang.resident.notice.DeliveryCommand.Deliver;
import org.qunfang.resident.notice.NoticeCommand.Publish;
import org.qunfang.resident.notice.NoticeCommand.Withdraw;
import org.qunfang.testing.GivenWhenThen;

class DeliveringNoticesTest {

  private static final UUID NOTICE = UUID.fromString("00000000-0000-7000-8000-000000000001");
  private static final UUID HOME = UUID.fromString("00000000-0000-7000-8000-000000000002");
  private static final NoticeDelivered GIVEN = delivered(false);
  private static final NoticeDelivered SIGNED_FOR = delivered(true);
  private static final NoticeAcknowledged SAID = new NoticeAcknowledged(NOTICE, HOME);
  private static final Acknowledge ACKNOWLEDGE = new Acknowledge(NOTICE, HOME);
  private static final NoticePublished PUBLISHED = new NoticePublished(NOTICE, NoticeKind.GUIDE);
  private static final NoticeWithdrawn WITHDRAWN = new NoticeWithdrawn(NOTICE, NoticeKind.GUIDE);

  private final GivenWhenThen<DeliveryCommand, Delivery, NoticeDeliveryEvent> deliveries =
      rules(new DeliveryDecider());
  private final GivenWhenThen<NoticeCommand, NoticeInCommunity, NoticeEvent> notices =
      rules(new NoticeDecider());

  private static NoticeDelivered delivered(boolean acknowledged) {
    return new NoticeDelivered(NOTICE, HOME, NoticeChannel.IN_HAND, acknowledged);
  }

  private static Deliver deliver(boolean acknowledged) {
    return new Deliver(NOTICE, HOME, NoticeChannel.IN_HAND, acknowledged);
  }

  @Test
  void aHouseholdHasANoticeOnce() {
    deliveries.given().when(deliver(false)).then(GIVEN);
    deliveries.given().when(deliver(true)).then(SIGNED_FOR);
    deliveries.given(GIVEN).when(deliver(false)).thenNothing();
    deliveries.given(SIGNED_FOR).when(deliver(true)).thenNothing();
    deliveries.given(SIGNED_FOR).when(deliver(false)).thenNothing();
  }

  @Test
  void itIsAcknowledgedOnceAtTheDoorOrLater() {
    deliveries.given(GIVEN).when(ACKNOWLEDGE).then(SAID);
    deliveries.given(GIVEN).when(deliver(true)).then(SAID);
    deliveries.given(GIVEN, SAID).when(ACKNOWLEDGE).thenNothing();
    deliveries.given(SIGNED_FOR).when(ACKNOWLEDGE).thenNothing();
    deliveries.given().when(ACKNOWLEDGE).thenRejected(NoticeRejection.NOT_DELIVERED);
  }

  @Test
  void aNoticeIsPublishedAndWithdrawnOnceInACommunity() {
    Publish publish = new Publish(NOTICE, NoticeKind.GUIDE);
    notices.given().when(publish).then(PUBLISHED);
    notices.given(PUBLISHED).when(publish).thenNothing();
    notices.given(PUBLISHED).when(new Withdraw()).then(WITHDRAWN);
    notices.given(PUBLISHED, WITHDRAWN).when(new Withdraw()).thenNothing();
    notices
        .given(PUBLISHED, WITHDRAWN)
        .when(publish)
        .thenRejected(NoticeRejection.NOTICE_WITHDRAWN);
    notices.given().when(new Withdraw()).thenRejected(NoticeRejection.NO_SUCH_NOTICE);
  }
}
