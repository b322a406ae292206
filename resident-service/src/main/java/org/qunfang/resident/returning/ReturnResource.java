package org.qunfang.resident.returning;

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
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.RiskLevel;
import org.qunfang.eventstore.Commands;
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.register.Page;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.register.Where;
import org.qunfang.security.Roles;

/** The register of those who come back. */
@Path("/returns")
@RolesAllowed({
  Roles.COMMUNITY_WORKER,
  Roles.STREET_OFFICER,
  Roles.DISTRICT_OFFICER,
  Roles.CITY_OFFICER
})
public class ReturnResource {

  private final FieldReport field;
  private final Register register;
  private final Commands commands;
  private final Returns returns;

  ReturnResource(FieldReport field, Register register, Commands commands, Returns returns) {
    this.field = field;
    this.register = register;
    this.commands = commands;
    this.returns = returns;
  }

  /** A return to register; {@code origin} is an official division of any level. */
  public record Registration(
      @NotNull UUID resident,
      @NotNull @Size(max = 12) String origin,
      @NotNull RiskLevel originRisk,
      @NotNull LocalDate arrived,
      @Nullable Instant time) {}

  /** A return as it is listed. */
  public record Answer(
      UUID id,
      String community,
      UUID resident,
      String origin,
      RiskLevel originRisk,
      LocalDate arrived) {

    static Answer of(Returnee row) {
      return new Answer(
          row.id, row.community, row.resident, row.origin, row.originRisk, row.arrived);
    }
  }

  @POST
  @Operation(summary = "Register somebody who came back")
  public Uni<Response> register(
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Registration request) {
    Division origin = FieldReport.official(request.origin());
    Report report = register.report(request.time());
    return commands
        .once(
            field.key(key, List.of("return", request)),
            Answer.class,
            session ->
                returns
                    .register(
                        session,
                        request.resident(),
                        origin,
                        request.originRisk(),
                        request.arrived(),
                        report)
                    .map(Answer::of))
        .map(
            answer ->
                Response.created(URI.create("/returns/" + answer.id())).entity(answer).build());
  }

  @GET
  @Operation(summary = "Returns to a division, page by page")
  public Uni<List<Answer>> list(
      @BeanParam @Valid Page page,
      @QueryParam("originRisk") @Nullable RiskLevel originRisk,
      @QueryParam("origin") @Nullable Division origin,
      @QueryParam("arrivedFrom") @Nullable LocalDate arrivedFrom,
      @QueryParam("arrivedTo") @Nullable LocalDate arrivedTo,
      @QueryParam("resident") @Nullable UUID resident) {
    return register.list(
        Returnee.class,
        page,
        Where.any()
            .is("origin_risk", originRisk)
            .in("origin", origin)
            .from("arrived", arrivedFrom)
            .to("arrived", arrivedTo)
            .is("resident", resident),
        Answer::of);
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "One return")
  public Uni<Answer> get(@PathParam("id") UUID id) {
    return register.read(Returnee.class, id, ReturnRejection.NO_SUCH_RETURN, Answer::of);
  }
}
