package org.qunfang.security;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A gate that lets nobody through until the test says so. */
@Path("/passages/held")
public class HoldingResource {

  /** Passages that the tests hold at the gate. */
  static final Queue<Runnable> HELD = new ConcurrentLinkedQueue<>();

  private final DivisionScope scope;

  HoldingResource(DivisionScope scope) {
    this.scope = scope;
  }

  @POST
  @RolesAllowed(Roles.GATE_GUARD)
  public Uni<String> hold() {
    return Uni.createFrom().emitter(held -> HELD.add(() -> held.complete("passed")));
  }

  /** Asks for the scope of whoever comes, with or without a division. */
  @GET
  @Path("scope")
  @RolesAllowed({Roles.OPERATOR, Roles.GATE_GUARD})
  public String scope() {
    return scope.prefix();
  }
}
