package org.qunfang.resident.person;

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

/** Forgets at once those whose time is over, or was at a time that has passed. */
@Path("/admin/forgettings-due")
@RolesAllowed(Roles.OPERATOR)
public class ForgettingsDueResource {

  private final ForgettingsDue forgettings;
  private final FieldReport field;

  ForgettingsDueResource(ForgettingsDue forgettings, FieldReport field) {
    this.forgettings = forgettings;
    this.field = field;
  }

  /** As of when to look. */
  public record Look(@NotNull Instant asOf) {}

  /** How many were forgotten. */
  public record Done(int forgotten) {}

  @POST
  @Operation(summary = "Forget those who left long enough ago, and erase all destroyed keys")
  public Uni<Done> look(@NotNull @Valid Look request) {
    return forgettings.asOf(field.time(request.asOf())).map(Done::new);
  }
}
