package org.qunfang.supply.need;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.qunfang.intake.FieldReport;
import org.qunfang.security.Roles;

/** Raises what was left overnight when an operator asks, as of a time that is not in the future. */
@Path("/admin/needs-overnight")
@RolesAllowed(Roles.OPERATOR)
@Consumes(MediaType.APPLICATION_JSON)
public class OvernightResource {

  private final NeedsLeftOvernight needs;
  private final FieldReport field;

  OvernightResource(NeedsLeftOvernight needs, FieldReport field) {
    this.needs = needs;
    this.field = field;
  }

  /** As of when. */
  public record Look(@NotNull Instant asOf) {}

  /** How many needs went up a level. */
  public record Done(int raised) {}

  @POST
  @Operation(summary = "Raise the needs that were open at the last midnight")
  public Uni<Done> raise(@Valid @NotNull Look request) {
    return needs.raise(field.time(request.asOf())).map(Done::new);
  }
}
