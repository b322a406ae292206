package org.qunfang.resident.worker;

import static org.qunfang.testing.GivenWhenThen.rules;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.qunfang.events.ResidentEvent.AttendanceEvent;
import org.qunfang.events.ResidentEvent.AttendanceLogged;
import org.qunfang.events.ResidentEvent.AttendanceStruck;
import org.qunfang.resident.worker.AttendanceCommand.LogAttendance;
import org.qunfang.resident.worker.AttendanceCommand.StrikeAttendance;
import org.qunfang.testing.GivenWhenThen;

class LoggingAttendanceTest {

  private static final UUID WHO = UUID.fromString("00000000-0000-7000-8000-000000000001");
  private static final UUID ONE = UUID.fromString("00000000-0000-7000-8000-000000000002");
  private static final UUID TWO = UUID.fromString("00000000-0000-7000-8000-000000000003");
  private static final AttendanceLogged LOGGED = new AttendanceLogged(ONE, WHO, hour(8), hour(12));
  private static final AttendanceStruck STRUCK = new AttendanceStruck(ONE, WHO);

  private final GivenWhenThen<AttendanceCommand, Attendance, AttendanceEvent> rules =
      rules(new AttendanceDecider());

  private static Instant hour(int hour) {
    return Instant.parse("2020-02-10T00:00:00Z").plusSeconds(hour * 3600L);
  }

  private static LogAttendance log(UUID id, int from, int until) {
    return new LogAttendance(id, WHO, new Span(hour(from), hour(until)));
  }

  @Test
  void noHourCountsTwice() {
    rules.given().when(log(ONE, 8, 12)).then(LOGGED);
    rules
        .given(LOGGED)
        .when(log(TWO, 11, 13))
        .thenRejected(AttendanceRejection.ATTENDANCE_OVERLAPS);
    rules
        .given(LOGGED)
        .when(log(ONE, 14, 18))
        .thenRejected(AttendanceRejection.ATTENDANCE_ALREADY_LOGGED);
    rules
        .given(LOGGED)
        .when(log(TWO, 12, 13))
        .then(new AttendanceLogged(TWO, WHO, hour(12), hour(13)));
  }

  @Test
  void nobodyIsThereForNoTimeOrForMoreThanADay() {
    rules.given().when(log(ONE, 8, 8)).thenRejected(AttendanceRejection.ATTENDANCE_WITHOUT_LENGTH);
    rules.given().when(log(ONE, 0, 25)).thenRejected(AttendanceRejection.ATTENDANCE_WITHOUT_LENGTH);
  }

  @Test
  void whatWasWrongIsStruckAndTheHourIsFreeAgain() {
    rules.given(LOGGED).when(new StrikeAttendance(ONE, WHO)).then(STRUCK);
    rules.given(LOGGED, STRUCK).when(new StrikeAttendance(ONE, WHO)).thenNothing();
    rules
        .given(LOGGED, STRUCK)
        .when(log(TWO, 8, 12))
        .then(new AttendanceLogged(TWO, WHO, hour(8), hour(12)));
    rules
        .given()
        .when(new StrikeAttendance(ONE, WHO))
        .thenRejected(AttendanceRejection.NO_SUCH_ATTENDANCE);
  }
}
