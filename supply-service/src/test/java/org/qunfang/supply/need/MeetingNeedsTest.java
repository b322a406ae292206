package org.qunfang.supply.need;

import static org.qunfang.supply.need.Given.ASSIGNED;
import static org.qunfang.supply.need.Given.NEED;
import static org.qunfang.supply.need.Given.REGISTERED;
import static org.qunfang.supply.need.Given.RESOLVED;
import static org.qunfang.supply.need.Given.raised;
import static org.qunfang.supply.need.NeedDecider.NEEDS;
import static org.qunfang.supply.need.NeedRejection.NEED_UNKNOWN;
import static org.qunfang.testing.GivenWhenThen.rules;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.qunfang.events.SupplyEvent.NeedCategory;
import org.qunfang.events.SupplyEvent.NeedResolved;
import org.qunfang.events.SupplyEvent.RaisedTo;
import org.qunfang.supply.need.NeedCommand.ResolveNeed;

class MeetingNeedsTest {

  private static final LocalDate DAY = LocalDate.of(2020, 2, 20);

  private static ResolveNeed on(LocalDate day) {
    return new ResolveNeed(NEED, DAY, day);
  }

  @Test
  void onTheSameDayItIsCleared() {
    rules(NEEDS)
        .given(REGISTERED)
        .when(on(DAY))
        .then(new NeedResolved(NEED, NeedCategory.FOOD, true));
  }

  @Test
  void theDayAfterItStayedOvernight() {
    rules(NEEDS)
        .given(REGISTERED, ASSIGNED, raised(RaisedTo.STREET))
        .when(on(DAY.plusDays(1)))
        .then(new NeedResolved(NEED, NeedCategory.FOOD, false));
  }

  @Test
  void whatWasMetBeforeItWasWrittenDownDidNotStayOvernight() {
    rules(NEEDS)
        .given(REGISTERED)
        .when(on(DAY.minusDays(1)))
        .then(new NeedResolved(NEED, NeedCategory.FOOD, true));
  }

  @Test
  void aNeedIsMetOnce() {
    rules(NEEDS).given(REGISTERED, RESOLVED).when(on(DAY)).thenNothing();
  }

  @Test
  void whatNobodyToldOfIsNotMet() {
    rules(NEEDS).given().when(on(DAY)).thenRejected(NEED_UNKNOWN);
  }
}
