package org.qunfang.intake;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.qunfang.eventstore.Sweep;
import org.qunfang.security.Problem;
import org.qunfang.security.Roles;

/**
 * What the clock does, done at once, or as of a time that has passed: for the operator who does not
 * want to wait, and for whoever enters what happened long ago.
 */
@Consumes(MediaType.APPLICATION_JSON)
@Path("/admin/sweeps")
@RolesAllowed(Roles.OPERATOR)
public class SweepsResource {

  private final List<Sweep> sweeps;
  private final FieldReport field;

  SweepsResource(@All List<Sweep> sweeps, FieldReport field) {
    this.sweeps = sweeps;
    this.field = field;
  }

  /** As of when to look. */
  public record Look(@NotNull Instant asOf) {}

  /** How much was due and still to be done. */
  public record Done(int done) {}

  @GET
  @Operation(summary = "What falls due with time in this service")
  public List<String> names() {
    return sweeps.stream().map(Sweep::name).sorted().toList();
  }

  @POST
  @Path("/{name}")
  @Operation(summary = "Do what is due, now or as of a time that has passed")
  public Uni<Done> look(@PathParam("name") String name, @NotNull @Valid Look request) {
    return sweeps.stream()
        .filter(sweep -> sweep.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> Problem.notFound("NO_SUCH_SWEEP", "Nothing of that name falls due here."))
        .asOf(field.time(request.asOf()))
        .map(Done::new);
  }
}
