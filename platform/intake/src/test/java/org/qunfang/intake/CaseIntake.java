package org.qunfang.intake;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.Rejection;
import org.qunfang.events.ResidentEvent.CaseClass;
import org.qunfang.events.ResidentEvent.CaseReported;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.Commands;
import org.qunfang.eventstore.EventStore;

/** Takes cases, but no asymptomatic ones. */
@ApplicationScoped
class CaseIntake implements EventIntake {

  private final Commands commands;
  private final EventStore store;

  CaseIntake(Commands commands, EventStore store) {
    this.commands = commands;
    this.store = store;
  }

  enum Refusal implements Rejection {
    NOT_TAKEN_HERE;

    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String detail() {
      return "Cases of this class are not taken here.";
    }
  }

  @Override
  public Set<Class<? extends DomainEvent>> types() {
    return Set.of(CaseReported.class);
  }

  @Override
  public Uni<List<Answer>> take(List<Incoming> events) {
    return CommandIntake.take(
        commands,
        events,
        (session, incoming) -> {
          CaseReported reported = (CaseReported) incoming.event();
          return reported.caseClass() == CaseClass.ASYMPTOMATIC
              ? Uni.createFrom().failure(new CommandRejected(Refusal.NOT_TAKEN_HERE))
              : store.append(
                  session,
                  EventStore.stream("case", reported.caseId()),
                  0,
                  incoming.told(),
                  List.of(reported));
        });
  }
}
