package org.qunfang.resident.screening;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.ResidentEvent.Whereabouts;
import org.qunfang.eventstore.CollidedTooOften;
import org.qunfang.eventstore.Commands;
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.household.HouseholdResource;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.security.Roles;

/** Those who had been missing when their household was screened, and were reached later. */
@Consumes(MediaType.APPLICATION_JSON)
@Path("/households/{id}/reached-occupants")
@RolesAllowed({
  Roles.COMMUNITY_WORKER,
  Roles.STREET_OFFICER,
  Roles.DISTRICT_OFFICER,
  Roles.CITY_OFFICER
})
public class ReachedOccupantsResource {

  private final FieldReport field;
  private final Register register;
  private final Commands commands;
  private final Visits visits;

  ReachedOccupantsResource(FieldReport field, Register register, Commands commands, Visits visits) {
    this.field = field;
    this.register = register;
    this.commands = commands;
    this.visits = visits;
  }

  /** Residents who had been missing, and where they were reached. */
  public record Reached(
      @Nullable @Min(1) @Max(999) Integer round,
      @NotEmpty @Size(max = 50) Set<@NotNull UUID> residents,
      @NotNull Whereabouts whereabouts,
      @Nullable Instant time) {}

  @POST
  @Operation(summary = "Tell that residents who were missing have been reached")
  public Uni<HouseholdResource.Answer> reach(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Reached request) {
    Report report = register.report(request.time());
    return commands
        .once(
            field.key(key, List.of(id, request)),
            HouseholdResource.Answer.class,
            session -> visits.reach(session, id, request, report).map(HouseholdResource.Answer::of))
        .onFailure(CollidedTooOften.class)
        .retry()
        .atMost(Visits.TURNS);
  }
}
