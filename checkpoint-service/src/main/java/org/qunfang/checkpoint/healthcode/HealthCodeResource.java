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
import org.qunfang.events.CheckpointEvent.CodeColour;
import org.qunfang.events.CheckpointEvent.CodeReason;
import org.qunfang.intake.OwnDivision;
import org.qunfang.security.Roles;

/**
 * A person's health code, as a gate sees it. There is no list: nobody may look for the red ones.
 */
@Path("/health-codes")
public class HealthCodeResource {

  private final Mutiny.SessionFactory sessions;
  private final OwnDivision own;

  HealthCodeResource(Mutiny.SessionFactory sessions, OwnDivision own) {
    this.sessions = sessions;
    this.own = own;
  }

  /** The code, why it is so and since when; green again is CLEARED. */
  public record Answer(UUID person, CodeColour colour, CodeReason reason, Instant since) {

    static Answer of(KnownHealthCode code) {
      return new Answer(code.person, code.colour, code.reason, code.since);
    }
  }

  /**
   * Of whom nothing was ever known, and of whom something is known elsewhere, it tells the same:
   * nothing. Not green either, because the code elsewhere may be red; a gate that has somebody
   * before it learns the colour by the passage.
   */
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
        .withSession(
            session ->
                own.find(session, KnownHealthCode.class, person, HealthCodeRejection.NO_CODE_KNOWN))
        .map(Answer::of);
  }
}
