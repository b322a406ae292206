package org.qunfang.resident.worker;

import static org.qunfang.testing.GivenWhenThen.rules;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.qunfang.events.ResidentEvent.WorkerEnlisted;
import org.qunfang.events.ResidentEvent.WorkerEvent;
import org.qunfang.events.ResidentEvent.WorkerKind;
import org.qunfang.events.ResidentEvent.WorkerStoodDown;
import org.qunfang.resident.worker.WorkerCommand.Enlist;
import org.qunfang.resident.worker.WorkerCommand.StandDown;
import org.qunfang.testing.GivenWhenThen;

class EnlistingWorkersTest {

  private static final UUID WHO = UUID.fromString("00000000-0000-7000-8000-000000000006");
  private static final Enlist ENLIST = new Enlist(WHO, WorkerKind.VOLUNTEER, true);
  private static final WorkerEnlisted ENLISTED =
      new WorkerEnlisted(WHO, WorkerKind.VOLUNTEER, true);
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
  void whoStandsDownIsCountedAwayAsTheyWereCountedIn() {
    rules.given(ENLISTED).when(new StandDown()).then(STOOD_DOWN);
    rules.given(ENLISTED, STOOD_DOWN).when(new StandDown()).thenNothing();
    rules.given().when(new StandDown()).thenRejected(WorkerRejection.NO_SUCH_WORKER);
  }
}
