package org.qunfang.resident.passage;

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

/**
 * Drops days of passages and daily entries whose time has passed, at once or as of a time before
 * now.
 */
@Path("/admin/copies-expired")
@RolesAllowed(Roles.OPERATOR)
public class KeptDaysResource {

  private final KeptDays days;
  private final FieldReport field;

  KeptDaysResource(KeptDays days, FieldReport field) {
    this.days = days;
    this.field = field;
  }

  /** As of when to look. */
  public record Look(@NotNull Instant asOf) {}

  /** How many days of a table were dropped. */
  public record Dropped(int days) {}

  @POST
  @Operation(summary = "Drop the days of passages and daily entries whose time has passed")
  public Uni<Dropped> drop(@NotNull @Valid Look request) {
    return days.dropOld(field.time(request.asOf())).map(Dropped::new);
  }
}
