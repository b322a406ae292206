package org.qunfang.resident.cases;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.ResidentEvent.CaseConfirmed;
import org.qunfang.events.ResidentEvent.CaseDied;
import org.qunfang.events.ResidentEvent.CaseEvent;
import org.qunfang.events.ResidentEvent.CaseOnsetNoted;
import org.qunfang.events.ResidentEvent.CaseRecovered;
import org.qunfang.events.ResidentEvent.CaseReported;
import org.qunfang.events.ResidentEvent.CaseRuledOut;
import org.qunfang.events.ResidentEvent.CaseSourceFound;
import org.qunfang.eventstore.Commands;
import org.qunfang.intake.CommandIntake;
import org.qunfang.intake.EventIntake;
import org.qunfang.resident.cases.Case.Source;
import org.qunfang.resident.cases.CaseCommand.ConfirmCase;
import org.qunfang.resident.cases.CaseCommand.RecordDeath;
import org.qunfang.resident.cases.CaseCommand.RecoverCase;
import org.qunfang.resident.cases.CaseCommand.ReportCase;
import org.qunfang.resident.cases.CaseCommand.RuleOutCase;
import org.qunfang.resident.register.Report;

/** What hospitals tell of cases. */
@ApplicationScoped
class CaseReports implements EventIntake {

  private final Commands commands;
  private final Cases cases;

  CaseReports(Commands commands, Cases cases) {
    this.commands = commands;
    this.cases = cases;
  }

  @Override
  public Set<Class<? extends DomainEvent>> types() {
    return Set.of(
        CaseReported.class,
        CaseConfirmed.class,
        CaseRuledOut.class,
        CaseRecovered.class,
        CaseDied.class,
        CaseOnsetNoted.class,
        CaseSourceFound.class);
  }

  @Override
  public Uni<List<Answer>> take(List<Incoming> events) {
    return CommandIntake.take(commands, events, this::carryOut);
  }

  private Uni<KnownCase> carryOut(Mutiny.Session session, Incoming incoming) {
    Report report = Report.of(incoming.told());
    return switch ((CaseEvent) incoming.event()) {
      case CaseReported event ->
          cases.report(
              session, new ReportCase(event.caseId(), event.resident(), event.caseClass()), report);
      case CaseConfirmed event ->
          cases.handle(session, event.caseId(), new ConfirmCase(), event.resident(), event, report);
      case CaseRuledOut event ->
          cases.handle(session, event.caseId(), new RuleOutCase(), event.resident(), event, report);
      case CaseRecovered event ->
          cases.handle(session, event.caseId(), new RecoverCase(), event.resident(), event, report);
      case CaseDied event ->
          cases.handle(session, event.caseId(), new RecordDeath(), event.resident(), event, report);
      case CaseOnsetNoted event ->
          cases.noteOnset(session, event.caseId(), event.onset(), event.resident(), report);
      case CaseSourceFound event ->
          cases.findSource(
              session,
              event.caseId(),
              new Source(event.source(), event.sourceCase(), event.origin()),
              event.resident(),
              report);
    };
  }
}
