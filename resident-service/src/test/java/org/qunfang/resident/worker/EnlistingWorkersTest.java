package org.qunfang.resident.worker;

import static org.qunfang.testing.GivenWhenThen.rules;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.qunfang.events.ResidentEvent.WorkerAccountChanged;
import org.qunfang.events.ResidentEvent.WorkerEnlisted;
import org.qunfang.events.ResidentEvent.WorkerEvent;
import org.qunfang.events.ResidentEvent.WorkerKind;
import org.qunfang.events.ResidentEvent.WorkerStoodDown;
import org.qunfang.resident.worker.WorkerCommand.ChangeAccount;
import org.qunfang.resident.worker.WorkerCommand.Enlist;
import org.qunfang.resident.worker.WorkerCommand.StandDown;
import org.qunfang.testing.GivenWhenThen;

class EnlistingWorkersTest {

  private static final UUID WHO = UUID.fromString("00000000-0000-7000-8000-000000000006");
  private static final Enlist ENLIST = new Enlist(WHO, WorkerKind.VOLUNTEER, true, null);
  private static final WorkerEnlisted ENLISTED =
      new WorkerEnlisted(WHO, WorkerKind.VOLUNTEER, true);
  private static final UUID ACCOUNT = UUID.fromString("00000000-0000-4000-8000-000000000007");
  private static final WorkerAccountChanged LOGS_IN = new WorkerAccountChanged(WHO, ACCOUNT);
  private static final WorkerStoodDown STOOD_DOWN =
      new WorkerStoodDown(WHO, WorkerKind.VOLUNTEER, true);

  private final GivenWhenThen<WorkerCommand, Worker, WorkerEvent> rules =
      rules(new WorkerDecider());

  @Test
  void aWorkerIsEnlistedOnce() {
    rules.given().when(ENLIST).then(ENLISTED);
    rules.given(ENLISTED).when(ENLIST).thenRejected(WorkerRejection.WORKER_ALREADY_ENLISTED);
    rules
        .given(ENLISTED, STOOD_DOWN)
        .when(ENLIST)
        .thenRejected(WorkerRejection.WORKER_ALREADY_ENLISTED);
  }

  @Test
  void aWorkerLogsInByOneAccountOrNone() {
    rules
        .given()
        .when(new Enlist(WHO, WorkerKind.VOLUNTEER, true, ACCOUNT))
        .then(ENLISTED, LOGS_IN);
    rules.given(ENLISTED).when(new ChangeAccount(ACCOUNT)).then(LOGS_IN);
    rules.given(ENLISTED, LOGS_IN).when(new ChangeAccount(ACCOUNT)).thenNothing();
    rules
        .given(ENLISTED, LOGS_IN)
        .when(new ChangeAccount(null))
        .then(new WorkerAccountChanged(WHO, null));
    rules
        .given(ENLISTED, LOGS_IN, STOOD_DOWN)
        .when(new ChangeAccount(null))
        .thenRejected(WorkerRejection.WORKER_NOT_ON_DUTY);
    rules.given().when(new ChangeAccount(ACCOUNT)).thenRejected(WorkerRejection.NO_SUCH_WORKER);
  }

  @Test
  void whoStandsDownIsCountedAwayAsTheyWereCountedIn() {
    rules.given(ENLISTED).when(new StandDown()).then(STOOD_DOWN);
    rules.given(ENLISTED, LOGS_IN).when(new StandDown()).then(STOOD_DOWN);
    rules.given(ENLISTED, STOOD_DOWN).when(new StandDown()).thenNothing();
    rules.given().when(new StandDown()).thenRejected(WorkerRejection.NO_SUCH_WORKER);
  }
}
