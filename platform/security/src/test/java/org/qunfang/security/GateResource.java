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
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;

/** A gate as small as it can be: what the security of a service stands on in these tests. */
@Path("/")
public class GateResource {

  /** Passages that the tests hold at the gate. */
  static final Queue<Runnable> HELD = new ConcurrentLinkedQueue<>();

  /** A passage (通行) with a few of its fields. */
  public record Passage(
      @NotNull Division community,
      @NotNull @DecimalMin("30") @DecimalMax("45") BigDecimal temperature,
      @Nullable LocalDate day) {}

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
  @RolesAllowed({"gate-guard", "integrator"})
  public Uni<String> pass(@Valid @NotNull Passage passage) {
    scope.require(passage.community());
    return Uni.createFrom().item(actor.id());
  }

  @GET
  @Path("divisions/{division}/passages")
  @RolesAllowed({
    "community-worker",
    "gate-guard",
    "street-officer",
    "district-officer",
    "city-officer"
  })
  public String passages(@PathParam("division") Division division) {
    scope.require(division);
    return scope.prefix();
  }

  @POST
  @Path("passages/held")
  @RolesAllowed("gate-guard")
  public Uni<String> hold() {
    return Uni.createFrom().emitter(held -> HELD.add(() -> held.complete("passed")));
  }

  @GET
  @Path("unannotated")
  public String nobodySaidWho() {
    return "nobody should read this";
  }

  @GET
  @Path("scope")
  @Authenticated
  public String scope() {
    return scope.prefix();
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
  public String onlyKeycloakGuardsThis() {
    return "nobody should read this";
  }

  @GET
  @Path("admin/dead-letters")
  @RolesAllowed({"operator", "auditor"})
  public String deadLetters() {
    return actor.id();
  }

  @POST
  @Path("admin/dead-letters/replays")
  @RolesAllowed("operator")
  public String replay() {
    return actor.id();
  }

  @POST
  @Path("decisions/releases")
  @RolesAllowed({"street-officer", "district-officer", "city-officer"})
  public String release() {
    return scope.prefix();
  }
}
