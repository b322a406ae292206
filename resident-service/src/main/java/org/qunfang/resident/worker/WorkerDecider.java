package org.qunfang.resident.worker;

import static org.qunfang.events.Decision.accept;
import static org.qunfang.events.Decision.reject;

import java.util.Objects;
import java.util.UUID;
import org.qunfang.events.Decider;
import org.qunfang.events.Decision;
import org.qunfang.events.ResidentEvent.WorkerAccountChanged;
import org.qunfang.events.ResidentEvent.WorkerEnlisted;
import org.qunfang.events.ResidentEvent.WorkerEvent;
import org.qunfang.events.ResidentEvent.WorkerKind;
import org.qunfang.events.ResidentEvent.WorkerStoodDown;
import org.qunfang.resident.worker.Worker.OnDuty;
import org.qunfang.resident.worker.Worker.StoodDown;
import org.qunfang.resident.worker.Worker.Unknown;
import org.qunfang.resident.worker.WorkerCommand.ChangeAccount;
import org.qunfang.resident.worker.WorkerCommand.Enlist;
import org.qunfang.resident.worker.WorkerCommand.StandDown;

/** The rules of the workforce: who is on duty, and who can answer for others. */
public final class WorkerDecider implements Decider<WorkerCommand, Worker, WorkerEvent> {

  @Override
  public Worker initial() {
    return new Unknown();
  }

  @Override
  public Decision<WorkerEvent> decide(WorkerCommand command, Worker state) {
    return switch (command) {
      case Enlist enlist ->
          state instanceof Unknown
              ? enlist(enlist)
              : reject(WorkerRejection.WORKER_ALREADY_ENLISTED);
      case ChangeAccount(UUID account) ->
          switch (state) {
            case Unknown() -> reject(WorkerRejection.NO_SUCH_WORKER);
            case OnDuty worker ->
                Objects.equals(account, worker.account())
                    ? accept()
                    : accept(new WorkerAccountChanged(worker.id(), account));
            case StoodDown gone -> reject(WorkerRejection.WORKER_NOT_ON_DUTY);
          };
      case StandDown() ->
          switch (state) {
            case Unknown() -> reject(WorkerRejection.NO_SUCH_WORKER);
            case OnDuty worker ->
                accept(new WorkerStoodDown(worker.id(), worker.kind(), worker.partyMember()));
            case StoodDown already -> accept();
          };
    };
  }

  private static Decision<WorkerEvent> enlist(Enlist worker) {
    WorkerEnlisted enlisted = new WorkerEnlisted(worker.id(), worker.kind(), worker.partyMember());
    UUID account = worker.account();
    return account == null
        ? accept(enlisted)
        : accept(enlisted, new WorkerAccountChanged(worker.id(), account));
  }

  /** Seconded cadres and the community's own workers answer for households; others help. */
  public static boolean answers(WorkerKind kind) {
    return switch (kind) {
      case CADRE, COMMUNITY_WORKER -> true;
      case POLICE, VOLUNTEER, PROPERTY_STAFF -> false;
    };
  }

  @Override
  public Worker evolve(Worker state, WorkerEvent event) {
    return switch (event) {
      case WorkerEnlisted(UUID id, WorkerKind kind, boolean partyMember) ->
          new OnDuty(id, kind, partyMember, null);
      case WorkerAccountChanged changed ->
          state instanceof OnDuty worker
              ? new OnDuty(worker.id(), worker.kind(), worker.partyMember(), changed.account())
              : state;
      case WorkerStoodDown stoodDown -> new StoodDown(stoodDown.worker());
    };
  }
}
