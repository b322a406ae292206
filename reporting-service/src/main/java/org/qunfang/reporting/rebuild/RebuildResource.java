package org.qunfang.reporting.rebuild;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.qunfang.security.Problem;
import org.qunfang.security.Roles;

/** Counts the ledger anew from the log, for the operator. */
@Path("/admin/rebuilds")
@RolesAllowed(Roles.OPERATOR)
@Blocking
public class RebuildResource {

  private final Rebuilds rebuilds;

  RebuildResource(Rebuilds rebuilds) {
    this.rebuilds = rebuilds;
  }

  /** Begins a rebuild; {@code compareOnly} counts and compares, and leaves the ledger as it is. */
  @POST
  @ResponseStatus(StatusCode.ACCEPTED)
  @Operation(summary = "Count the ledger anew from the log")
  public RestResponse<Rebuild> begin(
      @QueryParam("compareOnly") @DefaultValue("false") boolean compareOnly) {
    UUID id =
        rebuilds
            .begin(compareOnly)
            .orElseThrow(
                () -> Problem.conflict("REBUILD_RUNNING", "A rebuild is running already."));
    return ResponseBuilder.accepted(found(id))
        .location(URI.create("/admin/rebuilds/" + id))
        .build();
  }

  /** How far a rebuild is, and what came of it. */
  @GET
  @Path("{id}")
  @Operation(summary = "How far a rebuild is, and what came of it")
  public Rebuild find(@PathParam("id") UUID id) {
    return found(id);
  }

  private Rebuild found(UUID id) {
    return rebuilds
        .find(id)
        .orElseThrow(() -> Problem.notFound("NO_SUCH_REBUILD", "There is no such rebuild."));
  }
}
