package org.qunfang.resident.stranded;

import static org.qunfang.testing.GivenWhenThen.rules;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.qunfang.events.ResidentEvent.StayEvent;
import org.qunfang.events.ResidentEvent.StrandedStayNoted;
import org.qunfang.testing.GivenWhenThen;

/** How somebody stranded stays: what was noted last holds. */
class NotingStaysTest {

  private static final UUID WHO = new UUID(0, 1);
  private static final UUID HOTEL = new UUID(0, 2);
  private static final LocalDate DAY = LocalDate.of(2020, 1, 26);

  private final GivenWhenThen<NoteStay, Stay, StayEvent> stay = rules(new StayDecider());

  @Test
  void aStayIsNotedAndNotedAnewWhenItChanges() {
    stay.given().when(note(DAY, null, null)).then(noted(DAY, null, null));
    stay.given(noted(DAY, null, null)).when(note(DAY, null, null)).thenNothing();
    stay.given(noted(DAY, null, null))
        .when(note(DAY, HOTEL, DAY.plusDays(20)))
        .then(noted(DAY, HOTEL, DAY.plusDays(20)));
  }

  @Test
  void nobodyIsStrandedFromTomorrowOn() {
    stay.given()
        .when(new NoteStay(WHO, new Stay.Noted(DAY.plusDays(1), null, null), DAY))
        .thenRejected(StayRejection.STAY_IN_FUTURE);
  }

  @Test
  void noStayEndsBeforeItBegins() {
    stay.given()
        .when(note(DAY, null, DAY.minusDays(1)))
        .thenRejected(StayRejection.STAY_ENDS_FIRST);
    stay.given().when(note(DAY, null, DAY)).then(noted(DAY, null, DAY));
  }

  private static NoteStay note(LocalDate since, @Nullable UUID site, @Nullable LocalDate end) {
    return new NoteStay(WHO, new Stay.Noted(since, site, end), DAY);
  }

  private static StrandedStayNoted noted(
      LocalDate since, @Nullable UUID site, @Nullable LocalDate end) {
    return new StrandedStayNoted(WHO, since, site, end);
  }
}
