package org.qunfang.security;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;

/** A gate as small as it can be: what the security of a service stands on in these tests. */
@Path("/")
public class GateResource {

  /** A passage (通行) with a few of its fields. */
  public record Passage(
      @NotNull Division community,
      @NotNull @DecimalMin("30") @DecimalMax("45") BigDecimal temperature,
      @Nullable LocalDate day) {}

  /** A parcel for somebody behind the gate. */
  public record Parcel(@NotNull String recipient) {}

  /** That somebody has it; there is not always more to say. */
  public record Receipt(@Nullable String note) {}

  private final DivisionScope scope;
  private final Actor actor;
  private final SecurityIdentity caller;

  GateResource(DivisionScope scope, Actor actor, SecurityIdentity caller) {
    this.scope = scope;
    this.actor = actor;
    this.caller = caller;
  }

  @POST
  @Path("passages")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.GATE_GUARD, Roles.INTEGRATOR})
  public Uni<String> pass(@Valid @NotNull Passage passage) {
    scope.require(passage.community());
    return Uni.createFrom().item(actor.id());
  }

  @POST
  @Path("parcels/{answer}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.GATE_GUARD)
  public String take(
      @PathParam("answer") int toNothing, @RequestBody @Nullable @Valid Parcel parcel) {
    if (parcel == null && toNothing == StatusCode.OK) {
      return "nobody";
    }
    if (parcel == null) {
      throw Problem.of(Status.fromStatusCode(toNothing), "BODY_MISSING", "Whose is it?");
    }
    return parcel.recipient();
  }

  @POST
  @Path("receipts/{empty}")
  @ResponseStatus(StatusCode.CREATED)
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.GATE_GUARD)
  public String receive(@PathParam("empty") int toNothing, @Nullable @Valid Receipt receipt) {
    if (receipt == null && toNothing != StatusCode.CREATED) {
      throw Problem.of(Status.fromStatusCode(toNothing), "NOTHING_SAID", "What is it?");
    }
    return actor.id();
  }

  @GET
  @Path("divisions/{division}/passages")
  @RolesAllowed({
    Roles.COMMUNITY_WORKER,
    Roles.GATE_GUARD,
    Roles.STREET_OFFICER,
    Roles.DISTRICT_OFFICER,
    Roles.CITY_OFFICER
  })
  public String passages(@PathParam("division") Division division) {
    scope.require(division);
    return scope.prefix();
  }

  @GET
  @Path("unannotated")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "401", ref = ProblemResponses.PROBLEM)
  @APIResponse(responseCode = "403", ref = ProblemResponses.PROBLEM)
  public String nobodySaidWho() {
    return "nobody should read this";
  }

  @GET
  @Path("token")
  @Authenticated
  public int token() {
    return System.identityHashCode(caller.getPrincipal());
  }

  @GET
  @Path("admin/unguarded")
  @PermitAll
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "401", ref = ProblemResponses.PROBLEM)
  @APIResponse(responseCode = "403", ref = ProblemResponses.PROBLEM)
  public String onlyKeycloakGuardsThis() {
    return "nobody should read this";
  }

  @GET
  @Path("admin/dead-letters")
  @RolesAllowed({Roles.OPERATOR, Roles.AUDITOR})
  public String deadLetters() {
    return actor.id();
  }

  @POST
  @Path("admin/dead-letters/replays")
  @RolesAllowed(Roles.OPERATOR)
  public String replay() {
    return actor.id();
  }

  @POST
  @Path("decisions/releases")
  @RolesAllowed({Roles.STREET_OFFICER, Roles.DISTRICT_OFFICER, Roles.CITY_OFFICER})
  public String release() {
    return scope.prefix();
  }
}
