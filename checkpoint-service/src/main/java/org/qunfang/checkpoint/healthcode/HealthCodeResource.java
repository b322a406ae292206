package org.qunfang.checkpoint.healthcode;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.CheckpointEvent.CodeColour;
import org.qunfang.events.CheckpointEvent.CodeReason;
import org.qunfang.events.Division;
import org.qunfang.security.DivisionScope;
import org.qunfang.security.Roles;

/**
 * A person's health code, as a gate sees it. There is no list: nobody may look for the red ones.
 */
@Path("/health-codes")
public class HealthCodeResource {

  private final Mutiny.SessionFactory sessions;
  private final DivisionScope scope;

  HealthCodeResource(Mutiny.SessionFactory sessions, DivisionScope scope) {
    this.sessions = sessions;
    this.scope = scope;
  }

  /** Green with neither reason nor time when nothing is known of the person. */
  public record Answer(
      UUID person, CodeColour colour, @Nullable CodeReason reason, @Nullable Instant since) {}

  @GET
  @Path("/{person}")
  @RolesAllowed({
    Roles.GATE_GUARD,
    Roles.COMMUNITY_WORKER,
    Roles.STREET_OFFICER,
    Roles.DISTRICT_OFFICER,
    Roles.CITY_OFFICER,
    Roles.INTEGRATOR
  })
  @Operation(summary = "The health code of a person")
  public Uni<Answer> get(@PathParam("person") UUID person) {
    return sessions
        .withSession(session -> session.find(KnownHealthCode.class, person))
        .map(
            code -> code == null ? new Answer(person, CodeColour.GREEN, null, null) : answer(code));
  }

  private Answer answer(KnownHealthCode code) {
    scope.require(new Division(code.community));
    return new Answer(code.person, code.colour, code.reason, code.since);
  }
}
