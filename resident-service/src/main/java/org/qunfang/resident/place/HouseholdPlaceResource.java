package org.qunfang.resident.place;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.qunfang.eventstore.Commands;
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.register.Versions.Versioned;
import org.qunfang.security.Roles;

/** Says in which place a household lies. */
@Consumes(MediaType.APPLICATION_JSON)
@Path("/households/{id}/place")
@RolesAllowed({
  Roles.COMMUNITY_WORKER,
  Roles.STREET_OFFICER,
  Roles.DISTRICT_OFFICER,
  Roles.CITY_OFFICER
})
public class HouseholdPlaceResource {

  private final FieldReport field;
  private final Register register;
  private final Commands commands;
  private final Places places;

  HouseholdPlaceResource(FieldReport field, Register register, Commands commands, Places places) {
    this.field = field;
    this.register = register;
    this.commands = commands;
    this.places = places;
  }

  /** Where it lies from now on. */
  public record Move(@NotNull UUID place, @Nullable Instant time) {}

  /** Where it lies, with the version that the household had when it came there. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Answer(
      UUID household, String community, UUID place, @Nullable UUID within, long version)
      implements Versioned {

    static Answer of(PlacedHousehold row) {
      return new Answer(row.household, row.community, row.place, row.around, row.version);
    }
  }

  @POST
  @Operation(summary = "Put a household into a place of its community")
  public Uni<Answer> move(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Move request) {
    Report report = register.report(request.time());
    return commands.once(
        field.key(key, List.of(id, request)),
        Answer.class,
        session -> places.move(session, id, request.place(), report).map(Answer::of));
  }

  @GET
  @Operation(summary = "The place that a household lies in")
  public Uni<Answer> get(@PathParam("id") UUID id) {
    return register.read(PlacedHousehold.class, id, PlaceRejection.IN_NO_PLACE, Answer::of);
  }
}
