package org.qunfang.resident.screening;

import static org.qunfang.events.Decision.accept;
import static org.qunfang.events.Decision.reject;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.qunfang.events.Decider;
import org.qunfang.events.Decision;
import org.qunfang.events.ResidentEvent.ScreeningEvent;
import org.qunfang.events.ResidentEvent.ScreeningExcused;
import org.qunfang.events.ResidentEvent.ScreeningRoundClosed;
import org.qunfang.events.ResidentEvent.ScreeningRoundOpened;
import org.qunfang.resident.screening.Screening.Closed;
import org.qunfang.resident.screening.Screening.Open;
import org.qunfang.resident.screening.Screening.Unopened;
import org.qunfang.resident.screening.ScreeningCommand.CloseRound;
import org.qunfang.resident.screening.ScreeningCommand.Excuse;
import org.qunfang.resident.screening.ScreeningCommand.OpenRound;

/** The rules of rounds: no household and no person left out (不漏一户、不漏一人), or it is said why. */
public final class ScreeningDecider
    implements Decider<ScreeningCommand, Screening, ScreeningEvent> {

  @Override
  public Screening initial() {
    return new Unopened();
  }

  @Override
  public Decision<ScreeningEvent> decide(ScreeningCommand command, Screening state) {
    return switch (state) {
      case Unopened() ->
          command instanceof OpenRound open
              ? accept(
                  new ScreeningRoundOpened(
                      open.id(), open.number(), open.households(), open.people()))
              : reject(ScreeningRejection.NO_SUCH_SCREENING_ROUND);
      case Open round -> decide(command, round);
      case Closed closed ->
          switch (command) {
            case OpenRound again -> reject(ScreeningRejection.SCREENING_ROUND_ALREADY_OPENED);
            case CloseRound again -> accept();
            case Excuse late -> reject(ScreeningRejection.SCREENING_ROUND_CLOSED);
          };
    };
  }

  private static Decision<ScreeningEvent> decide(ScreeningCommand command, Open round) {
    return switch (command) {
      case OpenRound again -> reject(ScreeningRejection.SCREENING_ROUND_ALREADY_OPENED);
      case Excuse excuse ->
          excuse.households().isEmpty() && excuse.residents().isEmpty()
              ? reject(ScreeningRejection.NOBODY_TO_EXCUSE)
              : accept(
                  new ScreeningExcused(
                      round.id(),
                      sorted(excuse.households()),
                      sorted(excuse.residents()),
                      excuse.reason()));
      case CloseRound close ->
          close.householdsOpen() > 0 || close.peopleMissing() > 0
              ? reject(ScreeningRejection.NOT_EVERYBODY_ACCOUNTED_FOR)
              : accept(
                  new ScreeningRoundClosed(
                      round.id(),
                      round.number(),
                      close.households(),
                      close.people(),
                      close.missed()));
    };
  }

  private static List<UUID> sorted(Set<UUID> ids) {
    return List.copyOf(new TreeSet<>(ids));
  }

  @Override
  public Screening evolve(Screening state, ScreeningEvent event) {
    return switch (event) {
      case ScreeningRoundOpened opened -> new Open(opened.round(), opened.number());
      case ScreeningExcused excused -> state;
      case ScreeningRoundClosed closed -> new Closed(closed.round(), closed.number());
    };
  }
}
