package org.qunfang.resident.worker;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.EventIds;
import org.qunfang.events.ResidentEvent.PointsCorrection;
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.worker.PointsCommand.Correct;
import org.qunfang.security.Roles;

/** Corrects accounts of points; Keycloak says who may. */
@Consumes(MediaType.APPLICATION_JSON)
@Path("/decisions/workers/{id}/points-corrections")
@RolesAllowed({Roles.STREET_OFFICER, Roles.DISTRICT_OFFICER, Roles.CITY_OFFICER})
public class PointsCorrectionResource {

  private final FieldReport field;
  private final Register register;
  private final Accounts accounts;

  PointsCorrectionResource(FieldReport field, Register register, Accounts accounts) {
    this.field = field;
    this.register = register;
    this.accounts = accounts;
  }

  /** An officer books more, or less when negative. */
  public record Correction(
      @NotNull @Min(-100_000) @Max(100_000) Integer points,
      @NotNull PointsCorrection reason,
      @Nullable Instant time) {}

  @POST
  @ResponseStatus(StatusCode.CREATED)
  @Operation(summary = "Correct the account of a worker")
  public Uni<PointsResource.Answer> correct(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Correction request) {
    UUID entry = EventIds.next();
    return accounts.booked(
        field.key(key, List.of(id, request)),
        id,
        new Correct(entry, id, request.points(), request.reason()),
        register.report(request.time()));
  }
}
