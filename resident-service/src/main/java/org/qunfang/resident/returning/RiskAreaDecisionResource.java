package org.qunfang.resident.returning;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.EventIds;
import org.qunfang.events.ResidentEvent.RiskLevel;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.Commands;
import org.qunfang.intake.Created;
import org.qunfang.intake.FieldReport;
import org.qunfang.intake.StoreProblems;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.returning.RiskArea.Period;
import org.qunfang.resident.returning.RiskAreaCommand.Change;
import org.qunfang.resident.returning.RiskAreaCommand.Correct;
import org.qunfang.resident.returning.RiskAreaCommand.Lift;
import org.qunfang.resident.returning.RiskAreaCommand.Withdraw;
import org.qunfang.resident.returning.RiskAreaResource.Answer;
import org.qunfang.security.Problem;
import org.qunfang.security.Roles;

/** Keeps the list of risk areas; Keycloak says who may. */
@Consumes(MediaType.APPLICATION_JSON)
@Path("/decisions/risk-areas")
@RolesAllowed(Roles.CITY_OFFICER)
public class RiskAreaDecisionResource {

  private final FieldReport field;
  private final Register register;
  private final Commands commands;
  private final RiskAreas areas;
  private final AffectedReturns affected;

  RiskAreaDecisionResource(
      FieldReport field,
      Register register,
      Commands commands,
      RiskAreas areas,
      AffectedReturns affected) {
    this.field = field;
    this.register = register;
    this.commands = commands;
    this.areas = areas;
    this.affected = affected;
  }

  /** A division of any level that is listed, with the first and, if known, the last day. */
  public record Declaration(
      @NotNull @Size(max = 12) String division,
      @NotNull RiskLevel level,
      @NotNull LocalDate from,
      @Nullable LocalDate until) {

    Period period() {
      return period(level, from, until);
    }

    static Period period(RiskLevel level, LocalDate from, @Nullable LocalDate until) {
      return new Period(
          level, FieldReport.day(from), until == null ? null : FieldReport.day(until));
    }
  }

  /** Another level, from that day on. */
  public record NewLevel(@NotNull RiskLevel level, @NotNull LocalDate from) {}

  /** The last day. */
  public record LastDay(@NotNull LocalDate until) {}

  /** What should have been declared. */
  public record Correction(
      @NotNull RiskLevel level, @NotNull LocalDate from, @Nullable LocalDate until) {}

  @POST
  @ResponseStatus(StatusCode.CREATED)
  @Operation(summary = "List a division with a risk level")
  public Uni<RestResponse<Answer>> declare(
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Declaration request) {
    Report report = register.report(null);
    Division division = field.official(request.division());
    Period period = request.period();
    return commands
        .once(
            field.key(key, List.of("risk area", request)),
            Answer.class,
            session -> areas.declare(session, division, period, report).map(Answer::of))
        .map(answer -> Created.at("/risk-areas/" + answer.id(), answer))
        .call(affected::weighNow);
  }

  @POST
  @Path("/list")
  @Operation(summary = "List many divisions at once, all or none; what is listed already stays so")
  public Uni<Answer[]> declareAll(
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotEmpty @Size(max = 500) List<@NotNull @Valid Declaration> request) {
    Report report = register.report(null);
    List<Division> divisions =
        IntStream.range(0, request.size())
            .mapToObj(i -> official(request.get(i).division(), i))
            .toList();
    return commands
        .once(
            field.key(key, List.of("risk areas", request)),
            Answer[].class,
            session ->
                Multi.createFrom()
                    .range(0, request.size())
                    .onItem()
                    .transformToUniAndConcatenate(
                        i -> one(session, divisions.get(i), request.get(i).period(), report, i))
                    .collect()
                    .asList()
                    .map(all -> all.toArray(Answer[]::new)))
        .call(affected::weighNow);
  }

  private Division official(String code, int index) {
    try {
      return field.official(code);
    } catch (Problem problem) {
      throw problem.with("index", index);
    }
  }

  private Uni<Answer> one(
      Mutiny.Session session, Division division, Period period, Report report, int index) {
    return areas
        .declare(session, division, period, report)
        .map(Answer::of)
        .onFailure(CommandRejected.class)
        .transform(
            refused -> StoreProblems.of(((CommandRejected) refused).reason()).with("index", index));
  }

  @POST
  @Path("/{id}/change")
  @Operation(summary = "Another level holds from a day on")
  public Uni<Answer> change(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid NewLevel request) {
    UUID next = EventIds.next();
    Report report = register.report(null);
    Change command = new Change(id, next, request.level(), FieldReport.day(request.from()));
    return commands
        .once(
            field.key(key, List.of("change", id, request)),
            Answer.class,
            session ->
                areas
                    .decide(session, id, command, report)
                    .chain(
                        row -> session.find(RiskPeriod.class, next).map(made -> latest(row, made)))
                    .map(Answer::of))
        .call(affected::weighNow);
  }

  private static RiskPeriod latest(RiskPeriod before, @Nullable RiskPeriod next) {
    return next == null ? before : next;
  }

  @POST
  @Path("/{id}/lifting")
  @Operation(summary = "The level ends with a day")
  public Uni<Answer> lift(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid LastDay request) {
    return decide(id, key, new Lift(id, FieldReport.day(request.until())), register.report(null));
  }

  @POST
  @Path("/{id}/correction")
  @Operation(summary = "What was declared was wrong; with If-Match")
  @Parameter(name = HttpHeaders.IF_MATCH, in = ParameterIn.HEADER, required = true)
  public Uni<Answer> correct(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Correction request) {
    Period right = Declaration.period(request.level(), request.from(), request.until());
    return decide(id, key, new Correct(id, right), register.edit(null));
  }

  @POST
  @Path("/{id}/withdrawal")
  @Operation(summary = "What was declared never was so; with If-Match")
  @Parameter(name = HttpHeaders.IF_MATCH, in = ParameterIn.HEADER, required = true)
  public Uni<Answer> withdraw(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key) {
    return decide(id, key, new Withdraw(id), register.edit(null));
  }

  private Uni<Answer> decide(
      UUID id, @Nullable String key, RiskAreaCommand command, Report report) {
    return commands
        .once(
            field.key(key, List.of("risk period", command)),
            Answer.class,
            session -> areas.decide(session, id, command, report).map(Answer::of))
        .call(affected::weighNow);
  }
}
