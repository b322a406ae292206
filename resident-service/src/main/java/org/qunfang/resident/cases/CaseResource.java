package org.qunfang.resident.cases;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.EventIds;
import org.qunfang.events.ResidentEvent.CaseClass;
import org.qunfang.events.ResidentEvent.InfectionSource;
import org.qunfang.eventstore.Commands;
import org.qunfang.intake.Created;
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.cases.Case.Source;
import org.qunfang.resident.cases.CaseCommand.ReportCase;
import org.qunfang.resident.register.Page;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.register.Versions.Versioned;
import org.qunfang.resident.register.Where;
import org.qunfang.security.Roles;

/** The register of cases. */
@Consumes(MediaType.APPLICATION_JSON)
@Path("/cases")
@RolesAllowed({
  Roles.COMMUNITY_WORKER,
  Roles.STREET_OFFICER,
  Roles.DISTRICT_OFFICER,
  Roles.CITY_OFFICER
})
public class CaseResource {

  private final FieldReport field;
  private final Register register;
  private final Commands commands;
  private final Cases cases;

  CaseResource(FieldReport field, Register register, Commands commands, Cases cases) {
    this.field = field;
    this.register = register;
    this.commands = commands;
    this.cases = cases;
  }

  /** A case to report. */
  public record Reporting(
      @Nullable UUID id,
      @NotNull UUID resident,
      @NotNull CaseClass caseClass,
      @Nullable LocalDate onset,
      @Nullable Instant time) {}

  /** The day on which the case fell ill. */
  public record Onset(@NotNull LocalDate onset, @Nullable Instant time) {}

  /** Where the case was infected: by another case, elsewhere, or nobody knows. */
  public record FoundSource(
      @NotNull InfectionSource source,
      @Nullable UUID sourceCase,
      @Nullable Division origin,
      @Nullable Instant time) {}

  /** A case as it is listed. */
  public record Answer(
      UUID id,
      String community,
      UUID resident,
      KnownCase.Status status,
      CaseClass reportedAs,
      @Nullable LocalDate onset,
      @Nullable InfectionSource source,
      @Nullable UUID sourceCase,
      @Nullable String origin,
      Instant reported,
      Instant changed,
      long version)
      implements Versioned {

    static Answer of(KnownCase row) {
      return new Answer(
          row.id,
          row.community,
          row.resident,
          row.status,
          row.reportedAs,
          row.onset,
          row.source,
          row.sourceCase,
          row.origin,
          row.reported,
          row.changed,
          row.version);
    }
  }

  @POST
  @ResponseStatus(StatusCode.CREATED)
  @Operation(summary = "Report a case")
  public Uni<RestResponse<Answer>> report(
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Reporting request) {
    Report report = register.report(request.time());
    UUID id = request.id() == null ? EventIds.next() : request.id();
    ReportCase command = new ReportCase(id, request.resident(), request.caseClass());
    return commands
        .once(
            field.key(key, List.of("case", request)),
            Answer.class,
            session -> cases.report(session, command, request.onset(), report).map(Answer::of))
        .map(answer -> Created.at("/cases/" + answer.id(), answer));
  }

  @GET
  @Operation(summary = "Cases of a division, page by page")
  public Uni<List<Answer>> list(
      @BeanParam @Valid Page page,
      @QueryParam("status") KnownCase.@Nullable Status status,
      @QueryParam("open") @Nullable Boolean open,
      @QueryParam("reportedAs") @Nullable CaseClass reportedAs,
      @QueryParam("source") @Nullable InfectionSource source,
      @QueryParam("from") @Nullable Instant from,
      @QueryParam("to") @Nullable Instant to,
      @QueryParam("resident") @Nullable UUID resident) {
    return register.list(
        KnownCase.class,
        page,
        Where.any()
            .is("status", status)
            .is("open", open)
            .is("reported_as", reportedAs)
            .is("source", source)
            .from("reported", from)
            .to("reported", to)
            .is("resident", resident),
        Answer::of);
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "One case")
  public Uni<Answer> get(@PathParam("id") UUID id) {
    return register.read(KnownCase.class, id, CaseRejection.NO_SUCH_CASE, Answer::of);
  }

  @PUT
  @Path("/{id}/onset")
  @Operation(summary = "The day on which the case fell ill, or a correction; with If-Match")
  @Parameter(name = HttpHeaders.IF_MATCH, in = ParameterIn.HEADER, required = true)
  public Uni<Answer> onset(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Onset request) {
    Report report = register.edit(request.time());
    return commands.once(
        field.key(key, List.of("onset", id, request)),
        Answer.class,
        session -> cases.noteOnset(session, id, request.onset(), null, report).map(Answer::of));
  }

  @PUT
  @Path("/{id}/source")
  @Operation(summary = "Where the case was infected, or a correction; with If-Match")
  @Parameter(name = HttpHeaders.IF_MATCH, in = ParameterIn.HEADER, required = true)
  public Uni<Answer> source(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid FoundSource request) {
    Report report = register.edit(request.time());
    Source source = new Source(request.source(), request.sourceCase(), request.origin());
    return commands.once(
        field.key(key, List.of("source", id, request)),
        Answer.class,
        session -> cases.findSource(session, id, source, null, report).map(Answer::of));
  }
}
