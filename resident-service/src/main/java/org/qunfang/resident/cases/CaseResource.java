package org.qunfang.resident.cases;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.EventIds;
import org.qunfang.events.ResidentEvent.CaseClass;
import org.qunfang.eventstore.Commands;
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.cases.CaseCommand.ReportCase;
import org.qunfang.resident.register.Page;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.register.Versions.Versioned;
import org.qunfang.resident.register.Where;
import org.qunfang.security.Roles;

/** The register of cases. */
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
      @Nullable Instant time) {}

  /** A case as it is listed. */
  public record Answer(
      UUID id,
      String community,
      UUID resident,
      KnownCase.Status status,
      Instant reported,
      Instant changed,
      long version)
      implements Versioned {

    static Answer of(KnownCase row) {
      return new Answer(
          row.id, row.community, row.resident, row.status, row.reported, row.changed, row.version);
    }
  }

  @POST
  @Operation(summary = "Report a case")
  public Uni<Response> report(
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Reporting request) {
    Report report = register.report(request.time());
    UUID id = request.id() == null ? EventIds.next() : request.id();
    ReportCase command = new ReportCase(id, request.resident(), request.caseClass());
    return commands
        .once(
            field.key(key, List.of("case", request)),
            Answer.class,
            session -> cases.report(session, command, report).map(Answer::of))
        .map(
            answer -> Response.created(URI.create("/cases/" + answer.id())).entity(answer).build());
  }

  @GET
  @Operation(summary = "Cases of a division, page by page")
  public Uni<List<Answer>> list(
      @BeanParam @Valid Page page,
      @QueryParam("status") KnownCase.@Nullable Status status,
      @QueryParam("open") @Nullable Boolean open,
      @QueryParam("resident") @Nullable UUID resident) {
    return register.list(
        KnownCase.class,
        page,
        Where.any().is("status", status).is("open", open).is("resident", resident),
        Answer::of);
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "One case")
  public Uni<Answer> get(@PathParam("id") UUID id) {
    return register.read(KnownCase.class, id, CaseRejection.NO_SUCH_CASE, Answer::of);
  }
}
