package org.qunfang.resident.returning;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.Division;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.EventIds;
import org.qunfang.events.ResidentEvent.ReturnRegistered;
import org.qunfang.events.ResidentEvent.RiskLevel;
import org.qunfang.eventstore.Commands;
import org.qunfang.eventstore.EventLogConfig;
import org.qunfang.eventstore.Told;
import org.qunfang.intake.CommandIntake;
import org.qunfang.intake.EventIntake;
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.person.ResidentCommand.RegisterReturn;
import org.qunfang.resident.person.Residents;
import org.qunfang.resident.register.Report;

/** Registers those who come back, told at a registration point or by another system. */
@ApplicationScoped
class Returns implements EventIntake {

  private final Commands commands;
  private final Residents residents;
  private final EventLogConfig config;

  Returns(Commands commands, Residents residents, EventLogConfig config) {
    this.commands = commands;
    this.residents = residents;
    this.config = config;
  }

  Uni<Returnee> register(
      Mutiny.Session session,
      UUID resident,
      Division origin,
      RiskLevel originRisk,
      LocalDate arrived,
      Report report) {
    LocalDate today = report.time().atZone(config.zone()).toLocalDate();
    RegisterReturn command =
        new RegisterReturn(origin, originRisk, FieldReport.day(arrived), today);
    return residents
        .handle(session, resident, command, report)
        .map(
            row ->
                new Returnee(
                    EventIds.next(),
                    resident,
                    command,
                    new Told(row.community(), report.time(), report.actor())))
        .call(session::persist);
  }

  @Override
  public Set<Class<? extends DomainEvent>> types() {
    return Set.of(ReturnRegistered.class);
  }

  @Override
  public Uni<List<Answer>> take(List<Incoming> events) {
    return CommandIntake.take(commands, events, this::carryOut);
  }

  private Uni<Returnee> carryOut(Mutiny.Session session, Incoming incoming) {
    ReturnRegistered event = (ReturnRegistered) incoming.event();
    return register(
        session,
        event.resident(),
        FieldReport.official(event.origin().code()),
        event.originRisk(),
        event.arrived(),
        Report.of(incoming.told()));
  }
}
