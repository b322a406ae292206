package org.qunfang.resident.notice;

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

/** Lays out notices at once, or those due by a time that has passed. */
@Path("/admin/notices-laid-out")
@RolesAllowed(Roles.OPERATOR)
public class NoticesDueResource {

  private final LayingOut layingOut;
  private final FieldReport field;

  NoticesDueResource(LayingOut layingOut, FieldReport field) {
    this.layingOut = layingOut;
    this.field = field;
  }

  /** As of when to look. */
  public record Look(@NotNull Instant asOf) {}

  /** How many notices were laid out. */
  public record Found(int laidOut) {}

  @POST
  @Operation(summary = "Lay out the notices that are due")
  public Uni<Found> look(@NotNull @Valid Look request) {
    return layingOut.asOf(field.time(request.asOf())).map(Found::new);
  }
}
