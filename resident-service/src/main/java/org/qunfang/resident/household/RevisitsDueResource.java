package org.qunfang.resident.household;

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

/** Looks for overdue revisits at once, or as of a time that has passed. */
@Path("/admin/revisits-due")
@RolesAllowed(Roles.OPERATOR)
public class RevisitsDueResource {

  private final RevisitsDue revisits;
  private final FieldReport field;

  RevisitsDueResource(RevisitsDue revisits, FieldReport field) {
    this.revisits = revisits;
    this.field = field;
  }

  /** As of when to look. */
  public record Look(@NotNull Instant asOf) {}

  /** How many revisits fell due by then. */
  public record Found(int fellDue) {}

  @POST
  @Operation(summary = "Look for revisits that fell due")
  public Uni<Found> look(@NotNull @Valid Look request) {
    return revisits.asOf(field.time(request.asOf())).map(Found::new);
  }
}
