package org.qunfang.resident.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.qunfang.events.ResidentEvent.VisitOutcome;

class StandingInARoundTest {

  @ParameterizedTest
  @EnumSource(VisitOutcome.class)
  void whatIsKnownOfAHouseholdStaysKnown(VisitOutcome visit) {
    for (Standing before : Standing.values()) {
      Standing after = before.after(visit);
      assertThat(before.settled() && !after.settled()).isFalse();
    }
  }

  @Test
  void aHouseholdStandsAsTheLastVisitFoundItUntilItIsSettled() {
    assertEquals(Standing.REFUSED, Standing.NOBODY_HOME.after(VisitOutcome.REFUSED));
    assertEquals(Standing.NOBODY_HOME, Standing.REFUSED.after(VisitOutcome.NOBODY_HOME));
    assertEquals(Standing.SCREENED, Standing.EXCUSED.after(VisitOutcome.SCREENED));
    assertEquals(Standing.ELSEWHERE, Standing.ELSEWHERE.after(VisitOutcome.NOBODY_HOME));
  }

  /** Whatever happens in whatever order, the differences add up to what there is in the end. */
  @RepeatedTest(50)
  void theFiguresAreTheSumOfTheHouseholds(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    Shift figures = Shift.NONE;
    Shift sum = Shift.NONE;
    for (int household = 0; household < 20; household++) {
      ScreenedHousehold row = new ScreenedHousehold();
      row.standing = Standing.TO_VISIT;
      row.people = random.nextInt(6);
      figures = figures.plus(row.contributes());
      for (int visit = 0; visit < random.nextInt(5); visit++) {
        Shift before = row.contributes();
        VisitOutcome found = VisitOutcome.values()[random.nextInt(4)];
        row.standing = random.nextInt(6) == 0 ? Standing.EXCUSED : row.standing.after(found);
        row.screened += random.nextInt(4);
        row.missing = random.nextInt(3);
        row.excused = random.nextInt(2);
        figures = figures.plus(row.contributes().minus(before));
      }
      sum = sum.plus(row.contributes());
    }
    assertEquals(sum, figures);
  }
}
