package org.qunfang.supply.confinement;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.Division;
import org.qunfang.intake.Listing;
import org.qunfang.intake.OwnDivision;
import org.qunfang.security.Roles;

/** Whom everything must be brought to, known in advance. */
@Path("/confined-households")
public class ConfinedHouseholdResource {

  private final Mutiny.SessionFactory sessions;
  private final ConfinedHouseholds confined;
  private final OwnDivision own;

  ConfinedHouseholdResource(
      Mutiny.SessionFactory sessions, ConfinedHouseholds confined, OwnDivision own) {
    this.sessions = sessions;
    this.confined = confined;
    this.own = own;
  }

  /** A household, by the id that the resident service gave it. */
  public record Confined(UUID household) {}

  @GET
  @RolesAllowed({
    Roles.COMMUNITY_WORKER,
    Roles.STREET_OFFICER,
    Roles.DISTRICT_OFFICER,
    Roles.CITY_OFFICER
  })
  @Operation(summary = "Households with somebody isolated at home, a page at a time")
  public Uni<List<Confined>> list(@BeanParam @Valid Listing page) {
    Division within = own.asked(page.division());
    return sessions
        .withSession(session -> confined.list(session, within, page.after(), page.limit()))
        .map(households -> households.stream().map(Confined::new).toList());
  }
}
