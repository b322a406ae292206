package org.qunfang.resident.watchgroup;

import static org.qunfang.events.Decision.accept;
import static org.qunfang.events.Decision.reject;

import org.qunfang.events.Decider;
import org.qunfang.events.Decision;
import org.qunfang.events.ResidentEvent.OccupantChangeEvent;
import org.qunfang.events.ResidentEvent.OccupantChangeReported;
import org.qunfang.events.ResidentEvent.OccupantChangeSettled;
import org.qunfang.resident.watchgroup.OccupantReport.Open;
import org.qunfang.resident.watchgroup.OccupantReport.Settled;
import org.qunfang.resident.watchgroup.OccupantReport.Untold;
import org.qunfang.resident.watchgroup.OccupantReportCommand.ReportChange;
import org.qunfang.resident.watchgroup.OccupantReportCommand.SettleChange;

/** The rules of reports: each is open until somebody says what was done about it. */
public final class OccupantReportDecider
    implements Decider<OccupantReportCommand, OccupantReport, OccupantChangeEvent> {

  @Override
  public OccupantReport initial() {
    return new Untold();
  }

  @Override
  public Decision<OccupantChangeEvent> decide(OccupantReportCommand command, OccupantReport state) {
    return switch (command) {
      case ReportChange told ->
          state instanceof Untold
              ? accept(
                  new OccupantChangeReported(
                      told.id(), told.group(), told.household(), told.change(), told.people()))
              : reject(WatchGroupRejection.OCCUPANT_CHANGE_ALREADY_REPORTED);
      case SettleChange settle ->
          switch (state) {
            case Untold() -> reject(WatchGroupRejection.NO_SUCH_OCCUPANT_CHANGE);
            case Open report ->
                accept(
                    new OccupantChangeSettled(
                        report.id(),
                        report.group(),
                        report.household(),
                        report.change(),
                        settle.settlement()));
            case Settled settled ->
                settled.settlement() == settle.settlement()
                    ? accept()
                    : reject(WatchGroupRejection.OCCUPANT_CHANGE_SETTLED);
          };
    };
  }

  @Override
  public OccupantReport evolve(OccupantReport state, OccupantChangeEvent event) {
    return switch (event) {
      case OccupantChangeReported told ->
          new Open(told.report(), told.group(), told.household(), told.change());
      case OccupantChangeSettled settled -> new Settled(settled.report(), settled.settlement());
    };
  }
}
