package org.qunfang.resident.returning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.qunfang.testing.GivenWhenThen.rules;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.RiskAreaCorrected;
import org.qunfang.events.ResidentEvent.RiskAreaDeclared;
import org.qunfang.events.ResidentEvent.RiskAreaEvent;
import org.qunfang.events.ResidentEvent.RiskAreaLifted;
import org.qunfang.events.ResidentEvent.RiskAreaWithdrawn;
import org.qunfang.events.ResidentEvent.RiskLevel;
import org.qunfang.resident.returning.RiskArea.Period;
import org.qunfang.resident.returning.RiskAreaCommand.Change;
import org.qunfang.resident.returning.RiskAreaCommand.Correct;
import org.qunfang.resident.returning.RiskAreaCommand.Declare;
import org.qunfang.resident.returning.RiskAreaCommand.Lift;
import org.qunfang.resident.returning.RiskAreaCommand.Withdraw;
import org.qunfang.testing.GivenWhenThen;

/** On any day a division has one level on the list, or none. */
class ListingRiskAreasTest {

  private static final Division WUHAN = new Division("420100000000");
  private static final UUID FIRST = new UUID(0, 1);
  private static final UUID NEXT = new UUID(0, 2);
  private static final LocalDate TENTH = LocalDate.of(2022, 3, 10);
  private static final LocalDate TWENTIETH = LocalDate.of(2022, 3, 20);

  private final GivenWhenThen<RiskAreaCommand, RiskArea, RiskAreaEvent> area =
      rules(new RiskAreaDecider());

  @Test
  void aDivisionIsListedFromADayOn() {
    area.given().when(declare(RiskLevel.HIGH, TENTH, null)).then(listed(FIRST, TENTH, null));
  }

  @Test
  void aListThatIsPublishedAgainSaysNothingNew() {
    area.given(listed(FIRST, TENTH, null))
        .when(new Declare(NEXT, WUHAN, new Period(RiskLevel.HIGH, TENTH, null)))
        .thenNothing();
  }

  @ParameterizedTest
  @CsvSource({
    "2022-03-01, , true",
    "2022-03-01, 2022-03-10, true",
    "2022-03-20, , true",
    "2022-03-12, 2022-03-13, true",
    "2022-03-01, 2022-03-09, false",
    "2022-03-21, , false"
  })
  void noDayHasTwoLevels(LocalDate from, @Nullable LocalDate until, boolean overlaps) {
    var when =
        area.given(listed(FIRST, TENTH, TWENTIETH))
            .when(new Declare(NEXT, WUHAN, new Period(RiskLevel.MEDIUM, from, until)));
    if (overlaps) {
      when.thenRejected(RiskAreaRejection.RISK_PERIODS_OVERLAP);
    } else {
      when.then(new RiskAreaDeclared(NEXT, WUHAN, RiskLevel.MEDIUM, from, until));
    }
  }

  @Test
  void nothingEndsBeforeItBegins() {
    area.given()
        .when(declare(RiskLevel.HIGH, TWENTIETH, TENTH))
        .thenRejected(RiskAreaRejection.RISK_PERIOD_ENDS_FIRST);
    area.given(listed(FIRST, TWENTIETH, null))
        .when(new Lift(FIRST, TENTH))
        .thenRejected(RiskAreaRejection.RISK_PERIOD_ENDS_FIRST);
    area.given(listed(FIRST, TENTH, null))
        .when(new Correct(FIRST, new Period(RiskLevel.HIGH, TWENTIETH, TENTH)))
        .thenRejected(RiskAreaRejection.RISK_PERIOD_ENDS_FIRST);
  }

  @Test
  void anotherLevelEndsTheOneBeforeAndLastsAsLong() {
    area.given(listed(FIRST, TENTH, TWENTIETH))
        .when(new Change(FIRST, NEXT, RiskLevel.MEDIUM, TENTH.plusDays(4)))
        .then(
            new RiskAreaLifted(FIRST, WUHAN, RiskLevel.HIGH, TENTH.plusDays(3)),
            new RiskAreaDeclared(NEXT, WUHAN, RiskLevel.MEDIUM, TENTH.plusDays(4), TWENTIETH));
    area.given(listed(FIRST, TENTH, null))
        .when(new Change(FIRST, NEXT, RiskLevel.HIGH, TWENTIETH))
        .thenNothing();
    area.given(listed(FIRST, TENTH, null))
        .when(new Change(FIRST, NEXT, RiskLevel.LOW, TENTH))
        .thenRejected(RiskAreaRejection.RISK_PERIOD_NOT_BEGUN);
    area.given(listed(FIRST, TENTH, TWENTIETH))
        .when(new Change(FIRST, NEXT, RiskLevel.LOW, TWENTIETH.plusDays(1)))
        .thenRejected(RiskAreaRejection.RISK_PERIOD_ENDED);
  }

  @Test
  void aLevelIsLiftedOnceAndNotLaterThanItEnded() {
    area.given(listed(FIRST, TENTH, null))
        .when(new Lift(FIRST, TWENTIETH))
        .then(new RiskAreaLifted(FIRST, WUHAN, RiskLevel.HIGH, TWENTIETH));
    var lifted = new RiskAreaLifted(FIRST, WUHAN, RiskLevel.HIGH, TWENTIETH);
    area.given(listed(FIRST, TENTH, null), lifted).when(new Lift(FIRST, TWENTIETH)).thenNothing();
    area.given(listed(FIRST, TENTH, null), lifted)
        .when(new Lift(FIRST, TWENTIETH.plusDays(1)))
        .thenRejected(RiskAreaRejection.RISK_PERIOD_ENDED);
  }

  @Test
  void whatWasWrongIsCorrectedAndDoesNotPushAnotherAside() {
    area.given(listed(FIRST, TENTH, null))
        .when(new Correct(FIRST, new Period(RiskLevel.MEDIUM, TENTH.minusDays(3), null)))
        .then(new RiskAreaCorrected(FIRST, WUHAN, RiskLevel.MEDIUM, TENTH.minusDays(3), null));
    area.given(listed(FIRST, TENTH, TENTH.plusDays(1)), listed(NEXT, TWENTIETH, null))
        .when(new Correct(FIRST, new Period(RiskLevel.HIGH, TENTH, TWENTIETH)))
        .thenRejected(RiskAreaRejection.RISK_PERIODS_OVERLAP);
    area.given(listed(FIRST, TENTH, null))
        .when(new Correct(FIRST, new Period(RiskLevel.HIGH, TENTH, null)))
        .thenNothing();
  }

  @Test
  void whatNeverWasSoIsWithdrawnAndItsDaysAreFree() {
    var withdrawn = new RiskAreaWithdrawn(FIRST, WUHAN);
    area.given(listed(FIRST, TENTH, null)).when(new Withdraw(FIRST)).then(withdrawn);
    area.given(listed(FIRST, TENTH, null), withdrawn)
        .when(declare(RiskLevel.HIGH, TENTH, null))
        .then(listed(FIRST, TENTH, null));
    area.given(listed(FIRST, TENTH, null), withdrawn)
        .when(new Withdraw(FIRST))
        .thenRejected(RiskAreaRejection.NO_SUCH_RISK_PERIOD);
  }

  @Test
  void nothingIsDecidedAboutWhatWasNeverListed() {
    area.given().when(new Lift(FIRST, TENTH)).thenRejected(RiskAreaRejection.NO_SUCH_RISK_PERIOD);
    area.given(listed(FIRST, TENTH, null))
        .when(new Change(NEXT, FIRST, RiskLevel.LOW, TWENTIETH))
        .thenRejected(RiskAreaRejection.NO_SUCH_RISK_PERIOD);
    area.given(listed(FIRST, TENTH, null))
        .when(new Correct(NEXT, new Period(RiskLevel.LOW, TENTH, null)))
        .thenRejected(RiskAreaRejection.NO_SUCH_RISK_PERIOD);
    assertThat(area.given().state()).isEqualTo(new RiskArea.Unlisted());
  }

  private static Declare declare(RiskLevel level, LocalDate from, @Nullable LocalDate until) {
    return new Declare(FIRST, WUHAN, new Period(level, from, until));
  }

  private static RiskAreaDeclared listed(UUID id, LocalDate from, @Nullable LocalDate until) {
    return new RiskAreaDeclared(id, WUHAN, RiskLevel.HIGH, from, until);
  }
}
