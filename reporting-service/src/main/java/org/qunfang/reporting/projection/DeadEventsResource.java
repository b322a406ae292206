package org.qunfang.reporting.projection;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.qunfang.security.Problem;
import org.qunfang.security.Roles;

/** What could not be counted, for the operator who mends the cause and replays it. */
@Path("/admin/dead-letters")
@RolesAllowed(Roles.OPERATOR)
public class DeadEventsResource {

  private final DeadEvents dead;
  private final Projection projection;

  DeadEventsResource(DeadEvents dead, Projection projection) {
    this.dead = dead;
    this.projection = projection;
  }

  /** The newest that nobody has replayed. */
  @GET
  @Operation(summary = "Events that could not be counted")
  public Uni<List<DeadEvents.Listed>> list(
      @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(200) int limit) {
    return dead.list(limit);
  }

  /** Counts one again; it stays a dead letter when it fails again. */
  @POST
  @Path("/{id}/replay")
  @Operation(summary = "Count an event that could not be counted before")
  public Uni<Void> replay(@PathParam("id") UUID id) {
    return dead.replay(projection, id)
        .onFailure(StillDead.class)
        .transform(
            failure ->
                Problem.conflict("STILL_UNREADABLE", "The event cannot be counted now either."))
        .invoke(
            replayed -> {
              if (!replayed) {
                throw Problem.notFound(
                    "NO_SUCH_DEAD_LETTER",
                    "There is no such dead letter, or it has been replayed.");
              }
            })
        .replaceWithVoid();
  }
}
