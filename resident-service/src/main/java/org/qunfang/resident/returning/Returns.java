package org.qunfang.resident.returning;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.EventIds;
import org.qunfang.events.ResidentEvent.ReturnRegistered;
import org.qunfang.events.ResidentEvent.RiskLevel;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.Commands;
import org.qunfang.eventstore.EventLogConfig;
import org.qunfang.eventstore.Told;
import org.qunfang.intake.CommandIntake;
import org.qunfang.intake.EventIntake;
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.person.ResidentCommand.RegisterReturn;
import org.qunfang.resident.person.ResidentCommand.ReviewReturn;
import org.qunfang.resident.person.ResidentRejection;
import org.qunfang.resident.person.Residents;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;

/** Registers those who come back, told at a registration point or by another system. */
@ApplicationScoped
class Returns implements EventIntake {

  private final Commands commands;
  private final Register register;
  private final Residents residents;
  private final FieldReport field;
  private final EventLogConfig config;

  Returns(
      Commands commands,
      Register register,
      Residents residents,
      FieldReport field,
      EventLogConfig config) {
    this.commands = commands;
    this.register = register;
    this.residents = residents;
    this.field = field;
    this.config = config;
  }

  /**
   * Somebody's coming back as it is told.
   *
   * @param originRisk null when the list of risk areas shall say it
   * @param departed when they left the origin, if they said
   */
  record Homecoming(
      Division origin,
      @Nullable RiskLevel originRisk,
      LocalDate arrived,
      @Nullable LocalDate departed) {

    /** The day whose level counts: they came from there as it was when they left. */
    LocalDate day() {
      return departed == null ? arrived : departed;
    }
  }

  /** The day that it is. */
  LocalDate today() {
    return dayOf(field.time(null));
  }

  private LocalDate dayOf(Instant time) {
    return LocalDate.ofInstant(time, config.zone());
  }

  /**
   * What can be told of a homecoming without knowing whose it is.
   *
   * @throws CommandRejected when it cannot be
   */
  void require(Homecoming homecoming, Report report) {
    if (homecoming.arrived().isAfter(dayOf(report.time()))) {
      throw new CommandRejected(ResidentRejection.ARRIVAL_IN_FUTURE);
    }
    if (homecoming.day().isAfter(homecoming.arrived())) {
      throw new CommandRejected(ResidentRejection.ARRIVED_BEFORE_DEPARTING);
    }
  }

  /**
   * Registers a return. Who says a level knows the place or the time better than the list, and the
   * level that was said is kept, with what the list says beside it; where the list says a higher
   * one, the return is among those that somebody has to look at ({@link AffectedReturns}).
   */
  Uni<Returnee> register(
      Mutiny.Session session, UUID resident, Homecoming homecoming, Report report) {
    return AffectedReturns.hold(session)
        .chain(() -> RiskAreas.levelAt(session, homecoming.origin(), homecoming.day()))
        .chain(listed -> register(session, resident, command(homecoming, listed, report), report));
  }

  private RegisterReturn command(Homecoming homecoming, RiskLevel listed, Report report) {
    RiskLevel told = homecoming.originRisk();
    return new RegisterReturn(
        homecoming.origin(),
        told == null ? listed : told,
        homecoming.arrived(),
        homecoming.departed(),
        listed,
        dayOf(report.time()));
  }

  private Uni<Returnee> register(
      Mutiny.Session session, UUID resident, RegisterReturn command, Report report) {
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

  /** Somebody decided what follows for a return whose origin turned out worse; once is enough. */
  Uni<Returnee> review(Mutiny.Session session, UUID id, Report report) {
    return register
        .own(session, Returnee.class, id, ReturnRejection.NO_SUCH_RETURN)
        .invoke(row -> report.requireSeen(row))
        .call(
            row ->
                row.reviewed == null ? review(session, row, report) : Uni.createFrom().voidItem());
  }

  private Uni<Void> review(Mutiny.Session session, Returnee row, Report report) {
    RiskLevel risk = row.listedNow;
    if (risk == null) {
      throw new CommandRejected(ReturnRejection.RETURN_NOT_AFFECTED);
    }
    Report ofResident = new Report(report.time(), report.actor(), null);
    return residents
        .handleWherever(
            session,
            row.resident,
            new ReviewReturn(new Division(row.origin), row.arrived, risk),
            ofResident)
        .invoke(resident -> row.review(report))
        .replaceWithVoid();
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
    LocalDate departed = event.departed();
    return register(
        session,
        event.resident(),
        new Homecoming(
            field.official(event.origin().code()),
            event.originRisk(),
            FieldReport.day(event.arrived()),
            departed == null ? null : FieldReport.day(departed)),
        Report.of(incoming.told()));
  }
}
