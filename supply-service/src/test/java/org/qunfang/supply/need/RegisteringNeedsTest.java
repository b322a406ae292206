package org.qunfang.supply.need;

import static org.qunfang.supply.need.Given.HOUSEHOLD;
import static org.qunfang.supply.need.Given.NEED;
import static org.qunfang.supply.need.Given.REGISTERED;
import static org.qunfang.supply.need.Given.RESOLVED;
import static org.qunfang.supply.need.NeedDecider.NEEDS;
import static org.qunfang.supply.need.NeedRejection.NEED_EXISTS;
import static org.qunfang.testing.GivenWhenThen.rules;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.qunfang.events.SupplyEvent.NeedCategory;
import org.qunfang.events.SupplyEvent.NeedRegistered;
import org.qunfang.events.SupplyEvent.Urgency;
import org.qunfang.supply.need.NeedCommand.RegisterNeed;

class RegisteringNeedsTest {

  private static RegisterNeed register(NeedCategory category, Urgency urgency, boolean confined) {
    return new RegisterNeed(NEED, HOUSEHOLD, category, urgency, confined);
  }

  @ParameterizedTest
  @EnumSource
  void aNeedIsAsUrgentAsItWasToldWhileTheHouseholdCanGoOut(Urgency told) {
    rules(NEEDS)
        .given()
        .when(register(NeedCategory.FOOD, told, false))
        .then(new NeedRegistered(NEED, HOUSEHOLD, NeedCategory.FOOD, told));
  }

  @ParameterizedTest
  @EnumSource(names = {"FOOD", "MEDICINE", "MEDICAL_CARE", "BABY"})
  void whatAConfinedHouseholdLivesOnIsNeededAtOnce(NeedCategory vital) {
    rules(NEEDS)
        .given()
        .when(register(vital, Urgency.TODAY, true))
        .then(new NeedRegistered(NEED, HOUSEHOLD, vital, Urgency.AT_ONCE));
  }

  @ParameterizedTest
  @EnumSource(names = {"HOUSEHOLD_GOODS", "UTILITIES", "PARCEL", "OTHER"})
  void theRestCanWaitUntilTheEveningAlsoInAConfinedHousehold(NeedCategory rest) {
    rules(NEEDS)
        .given()
        .when(register(rest, Urgency.TODAY, true))
        .then(new NeedRegistered(NEED, HOUSEHOLD, rest, Urgency.TODAY));
  }

  @Test
  void aNeedIsRegisteredOnce() {
    rules(NEEDS)
        .given(REGISTERED)
        .when(register(NeedCategory.FOOD, Urgency.TODAY, false))
        .thenRejected(NEED_EXISTS);
  }

  @Test
  void aNeedThatWasMetIsNotRegisteredAgain() {
    rules(NEEDS)
        .given(REGISTERED, RESOLVED)
        .when(register(NeedCategory.FOOD, Urgency.TODAY, false))
        .thenRejected(NEED_EXISTS);
  }
}
