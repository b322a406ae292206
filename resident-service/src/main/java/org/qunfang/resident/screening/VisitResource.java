package org.qunfang.resident.screening;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
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
import org.qunfang.events.ResidentEvent.VisitOutcome;
import org.qunfang.events.ResidentEvent.Whereabouts;
import org.qunfang.eventstore.CollidedTooOften;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.Commands;
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.household.HouseholdRejection;
import org.qunfang.resident.household.HouseholdResource;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.security.Roles;

/** The visits of screening. */
@Consumes(MediaType.APPLICATION_JSON)
@Path("/households/{id}/visits")
@RolesAllowed({
  Roles.COMMUNITY_WORKER,
  Roles.STREET_OFFICER,
  Roles.DISTRICT_OFFICER,
  Roles.CITY_OFFICER
})
public class VisitResource {

  private final FieldReport field;
  private final Register register;
  private final Commands commands;
  private final Visits visits;

  VisitResource(FieldReport field, Register register, Commands commands, Visits visits) {
    this.field = field;
    this.register = register;
    this.commands = commands;
    this.visits = visits;
  }

  /**
   * What a visit found.
   *
   * @param round needed only where the community has no open round
   * @param people needed only where somebody was screened
   * @param whereabouts where the occupants are, when they were reached elsewhere
   * @param missing residents of the household who were not met, when others were
   */
  public record Visit(
      @Nullable @Min(1) @Max(999) Integer round,
      @NotNull VisitOutcome outcome,
      @Nullable @Min(0) @Max(200) Integer people,
      @Nullable Whereabouts whereabouts,
      @Nullable @Size(max = 50) Set<@NotNull UUID> missing,
      @Nullable Instant time) {

    /** Whether it says how many were screened, if somebody was; nobody is 0. */
    boolean saysHowMany() {
      return people != null || outcome != VisitOutcome.SCREENED;
    }

    int counted() {
      return people == null ? 0 : people;
    }

    Set<UUID> allMissing() {
      return missing == null ? Set.of() : missing;
    }
  }

  @POST
  @Operation(summary = "Tell what a visit in a screening round found")
  public Uni<HouseholdResource.Answer> visit(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Visit request) {
    if (!request.saysHowMany()) {
      throw new CommandRejected(HouseholdRejection.PEOPLE_NOT_COUNTED);
    }
    Report report = register.report(request.time());
    return commands
        .once(
            field.key(key, List.of(id, request)),
            HouseholdResource.Answer.class,
            session -> visits.visit(session, id, request, report).map(HouseholdResource.Answer::of))
        .onFailure(CollidedTooOften.class)
        .retry()
        .atMost(Visits.TURNS);
  }
}
