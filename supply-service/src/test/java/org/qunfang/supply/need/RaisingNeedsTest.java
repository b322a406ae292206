package org.qunfang.supply.need;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.qunfang.supply.need.Given.ASSIGNED;
import static org.qunfang.supply.need.Given.NEED;
import static org.qunfang.supply.need.Given.REGISTERED;
import static org.qunfang.supply.need.Given.RESOLVED;
import static org.qunfang.supply.need.Given.raised;
import static org.qunfang.supply.need.NeedDecider.NEEDS;
import static org.qunfang.supply.need.NeedRejection.NEED_RAISED_HIGHER;
import static org.qunfang.supply.need.NeedRejection.NEED_RESOLVED;
import static org.qunfang.supply.need.NeedRejection.NEED_UNKNOWN;
import static org.qunfang.testing.GivenWhenThen.rules;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.qunfang.events.SupplyEvent.RaisedTo;
import org.qunfang.supply.need.NeedCommand.RaiseNeed;

class RaisingNeedsTest {

  private static RaiseNeed raise(RaisedTo to) {
    return new RaiseNeed(NEED, to);
  }

  @ParameterizedTest
  @EnumSource
  void aCommunityCallsAnyLevelAbove(RaisedTo level) {
    rules(NEEDS).given(REGISTERED).when(raise(level)).then(raised(level));
  }

  @Test
  void whatSomebodyHasTakenOnGoesUpToo() {
    rules(NEEDS)
        .given(REGISTERED, ASSIGNED)
        .when(raise(RaisedTo.STREET))
        .then(raised(RaisedTo.STREET));
  }

  @Test
  void itGoesUpALevelOnce() {
    rules(NEEDS)
        .given(REGISTERED, raised(RaisedTo.DISTRICT))
        .when(raise(RaisedTo.DISTRICT))
        .thenNothing();
  }

  @Test
  void itGoesFurtherUp() {
    rules(NEEDS)
        .given(REGISTERED, raised(RaisedTo.DISTRICT))
        .when(raise(RaisedTo.CITY))
        .then(raised(RaisedTo.CITY));
  }

  @Test
  void itDoesNotComeDown() {
    rules(NEEDS)
        .given(REGISTERED, raised(RaisedTo.DISTRICT))
        .when(raise(RaisedTo.STREET))
        .thenRejected(NEED_RAISED_HIGHER);
  }

  @Test
  void whatIsMetGoesNowhere() {
    rules(NEEDS)
        .given(REGISTERED, RESOLVED)
        .when(raise(RaisedTo.STREET))
        .thenRejected(NEED_RESOLVED);
  }

  @Test
  void whatNobodyToldOfGoesNowhere() {
    rules(NEEDS).given().when(raise(RaisedTo.STREET)).thenRejected(NEED_UNKNOWN);
  }

  @Test
  void nightByNightItClimbsToTheCityAndStaysThere() {
    assertEquals(Optional.of(RaisedTo.STREET), Desk.COMMUNITY.above());
    assertEquals(Optional.of(RaisedTo.DISTRICT), Desk.STREET.above());
    assertEquals(Optional.of(RaisedTo.CITY), Desk.DISTRICT.above());
    assertEquals(Optional.empty(), Desk.CITY.above());
  }
}
