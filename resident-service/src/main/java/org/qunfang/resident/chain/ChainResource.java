package org.qunfang.resident.chain;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.qunfang.security.Roles;

/** Chains of infection around a case. */
@Path("/cases/{id}/chain")
@RolesAllowed({
  Roles.COMMUNITY_WORKER,
  Roles.STREET_OFFICER,
  Roles.DISTRICT_OFFICER,
  Roles.CITY_OFFICER
})
public class ChainResource {

  private final Chains chains;

  ChainResource(Chains chains) {
    this.chains = chains;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Who may have infected whom around a case, over generations")
  public Uni<Chain> chain(
      @PathParam("id") UUID id,
      @QueryParam("generations") @DefaultValue("3") @Min(1) @Max(10) int generations,
      @QueryParam("direction") @DefaultValue("BOTH") Chains.Direction direction) {
    return chains.of(id, generations, direction);
  }

  @GET
  @Path("/graphml")
  @Produces(GraphMl.MEDIA_TYPE)
  @Operation(summary = "The same for tools that draw graphs (GraphML)")
  public Uni<Response> graphMl(
      @PathParam("id") UUID id,
      @QueryParam("generations") @DefaultValue("3") @Min(1) @Max(10) int generations,
      @QueryParam("direction") @DefaultValue("BOTH") Chains.Direction direction) {
    return chains
        .of(id, generations, direction)
        .map(
            chain ->
                Response.ok(GraphMl.of(chain), GraphMl.MEDIA_TYPE)
                    .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"chain-" + id + ".graphml\"")
                    .build());
  }
}
