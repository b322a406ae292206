package org.qunfang.resident.importing;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.qunfang.intake.FieldReport;
import org.qunfang.security.Roles;

/** Goes on with imports that were broken off at once, or as of a time that has passed. */
@Path("/admin/imports-due")
@RolesAllowed(Roles.OPERATOR)
public class ImportsDueResource {

  private final ImportRuns runs;
  private final FieldReport field;

  ImportsDueResource(ImportRuns runs, FieldReport field) {
    this.runs = runs;
    this.field = field;
  }

  /** As of when to look. */
  public record Look(@NotNull Instant asOf) {}

  /** With how many imports somebody had to go on. */
  public record Found(int wentOn) {}

  @POST
  @Operation(summary = "Go on with imports that were broken off")
  public Uni<Found> look(@NotNull @Valid Look request) {
    return runs.asOf(field.time(request.asOf())).map(Found::new);
  }
}
