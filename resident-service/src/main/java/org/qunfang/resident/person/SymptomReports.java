package org.qunfang.resident.person;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.ResidentEvent.SymptomsReported;
import org.qunfang.eventstore.Commands;
import org.qunfang.intake.CommandIntake;
import org.qunfang.intake.EventIntake;
import org.qunfang.resident.person.ResidentCommand.ReportSymptoms;
import org.qunfang.resident.register.Report;

/** Symptoms that other systems tell of. */
@ApplicationScoped
class SymptomReports implements EventIntake {

  private final Commands commands;
  private final Residents residents;

  SymptomReports(Commands commands, Residents residents) {
    this.commands = commands;
    this.residents = residents;
  }

  @Override
  public Set<Class<? extends DomainEvent>> types() {
    return Set.of(SymptomsReported.class);
  }

  @Override
  public Uni<List<Answer>> take(List<Incoming> events) {
    return CommandIntake.take(commands, events, this::carryOut);
  }

  private Uni<RegisteredResident> carryOut(Mutiny.Session session, Incoming incoming) {
    SymptomsReported event = (SymptomsReported) incoming.event();
    return residents.handle(
        session,
        event.resident(),
        new ReportSymptoms(event.fever(), event.dryCough()),
        Report.of(incoming.told()));
  }
}
