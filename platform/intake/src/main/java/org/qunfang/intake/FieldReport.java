package org.qunfang.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Clocks;
import org.qunfang.events.Division;
import org.qunfang.eventstore.CommandKey;
import org.qunfang.eventstore.Told;
import org.qunfang.security.Actor;
import org.qunfang.security.DivisionScope;
import org.qunfang.security.Parameters;
import org.qunfang.security.Problem;

/**
 * What every report from the field must obey, whoever sends it: it counts in an official community
 * of the sender's own division, and it does not tell the future.
 */
@ApplicationScoped
public class FieldReport {

  /** Before the first case; a time far outside is no time that a database can keep. */
  private static final Instant EARLIEST = Instant.parse("2019-01-01T00:00:00Z");

  private static final LocalDate EARLIEST_DAY = LocalDate.of(2019, 1, 1);

  private final DivisionScope scope;
  private final OfficialDivisions divisions;
  private final Actor actor;
  private final Clock clock;

  FieldReport(DivisionScope scope, OfficialDivisions divisions, Actor actor, Clock clock) {
    this.scope = scope;
    this.divisions = divisions;
    this.actor = actor;
    this.clock = clock;
  }

  /**
   * Who told it, of where and when.
   *
   * @param time when it happened; null means now
   * @throws Problem 400 for a malformed code, 422 for an unknown one, one that is no community or a
   *     future time, 403 for another division
   */
  public Told told(@Nullable String community, @Nullable Instant time) {
    return new Told(community(community), time(time), actor.id());
  }

  /** A command of this caller: the same key and content again is the same command. */
  public CommandKey key(@Nullable String idempotencyKey, Object command) {
    return CommandKey.of(actor.id(), idempotencyKey, command);
  }

  /** An official community of the caller's own division. */
  public Division community(@Nullable String code) {
    Division division = official(code);
    if (!division.isCommunity()) {
      throw Problem.unprocessable(
          "NOT_A_COMMUNITY",
          "The code is a division above the community; facts count in a community.");
    }
    scope.require(division);
    return division;
  }

  /** An official division of whatever level and wherever. */
  public Division official(@Nullable String code) {
    Division division = Parameters.division(code);
    divisions.require(division);
    return division;
  }

  /** When it happened, now if nobody said. */
  public Instant time(@Nullable Instant time) {
    Instant now = clock.instant();
    if (time == null) {
      return now;
    }
    if (time.isAfter(now.plus(Clocks.DIFFER))) {
      throw Problem.unprocessable("TIME_IN_FUTURE", "The time lies in the future.");
    }
    if (time.isBefore(EARLIEST)) {
      throw tooOld();
    }
    return time;
  }

  /**
   * A day that somebody tells of: of an arrival, of an exposure. Whether it may lie ahead is for
   * the rule that it belongs to.
   *
   * @throws Problem 422 for a day before all of this began
   */
  public static LocalDate day(LocalDate day) {
    if (day.isBefore(EARLIEST_DAY)) {
      throw tooOld();
    }
    return day;
  }

  private static Problem tooOld() {
    return Problem.unprocessable("TOO_OLD", "Nothing is reported from before 2019.");
  }
}
