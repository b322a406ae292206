package org.qunfang.supply.confinement;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.intake.FieldReport;
import org.qunfang.security.DivisionScope;
import org.qunfang.security.Roles;
import org.qunfang.supply.listing.Listing;

/** Whom everything must be brought to, known in advance. */
@Path("/confined-households")
public class ConfinedHouseholdResource {

  private final Mutiny.SessionFactory sessions;
  private final ConfinedHouseholds confined;
  private final DivisionScope scope;
  private final FieldReport field;

  ConfinedHouseholdResource(
      Mutiny.SessionFactory sessions,
      ConfinedHouseholds confined,
      DivisionScope scope,
      FieldReport field) {
    this.sessions = sessions;
    this.confined = confined;
    this.scope = scope;
    this.field = field;
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
  public Uni<List<Confined>> list(
      @QueryParam("division") @Nullable String division,
      @QueryParam("after") @Nullable UUID after,
      @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(200) int limit) {
    Listing page = Listing.of(scope, field, division, after, limit);
    return sessions
        .withSession(session -> confined.list(session, page.division(), after, limit))
        .map(households -> households.stream().map(Confined::new).toList());
  }
}
