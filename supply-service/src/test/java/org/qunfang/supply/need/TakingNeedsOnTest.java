package org.qunfang.supply.need;

import static org.qunfang.supply.need.Given.ASSIGNED;
import static org.qunfang.supply.need.Given.NEED;
import static org.qunfang.supply.need.Given.REGISTERED;
import static org.qunfang.supply.need.Given.RESOLVED;
import static org.qunfang.supply.need.Given.WORKER;
import static org.qunfang.supply.need.Given.raised;
import static org.qunfang.supply.need.NeedDecider.NEEDS;
import static org.qunfang.supply.need.NeedRejection.NEED_RESOLVED;
import static org.qunfang.supply.need.NeedRejection.NEED_UNKNOWN;
import static org.qunfang.testing.GivenWhenThen.rules;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.qunfang.events.SupplyEvent.NeedAssigned;
import org.qunfang.events.SupplyEvent.RaisedTo;
import org.qunfang.supply.need.NeedCommand.AssignNeed;

class TakingNeedsOnTest {

  private static final AssignNeed TO_THE_WORKER = new AssignNeed(NEED, WORKER);

  @Test
  void somebodyTakesItOn() {
    rules(NEEDS).given(REGISTERED).when(TO_THE_WORKER).then(ASSIGNED);
  }

  @Test
  void whoHasItAlreadyKeepsIt() {
    rules(NEEDS).given(REGISTERED, ASSIGNED).when(TO_THE_WORKER).thenNothing();
  }

  @Test
  void somebodyElseTakesItOver() {
    UUID other = new UUID(3, 2);
    rules(NEEDS)
        .given(REGISTERED, ASSIGNED)
        .when(new AssignNeed(NEED, other))
        .then(new NeedAssigned(NEED, other));
  }

  @Test
  void whoeverHadItBeforeItWentUpHasItNoLonger() {
    rules(NEEDS)
        .given(REGISTERED, ASSIGNED, raised(RaisedTo.STREET))
        .when(TO_THE_WORKER)
        .then(ASSIGNED);
  }

  @Test
  void nobodyTakesOnWhatNobodyToldOf() {
    rules(NEEDS).given().when(TO_THE_WORKER).thenRejected(NEED_UNKNOWN);
  }

  @Test
  void nobodyTakesOnWhatIsMet() {
    rules(NEEDS).given(REGISTERED, RESOLVED).when(TO_THE_WORKER).thenRejected(NEED_RESOLVED);
  }
}
