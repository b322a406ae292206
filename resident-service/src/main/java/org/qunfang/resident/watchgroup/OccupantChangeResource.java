package org.qunfang.resident.watchgroup;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.ResidentEvent.ChangeSettlement;
import org.qunfang.events.ResidentEvent.OccupantChange;
import org.qunfang.eventstore.Commands;
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.register.Page;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.register.Versions.Versioned;
import org.qunfang.resident.register.Where;
import org.qunfang.security.Roles;

/** Reported changes of occupants, and what was done about them. */
@Consumes(MediaType.APPLICATION_JSON)
@Path("/occupant-changes")
@RolesAllowed({
  Roles.COMMUNITY_WORKER,
  Roles.STREET_OFFICER,
  Roles.DISTRICT_OFFICER,
  Roles.CITY_OFFICER
})
public class OccupantChangeResource {

  private final FieldReport field;
  private final Register register;
  private final Commands commands;
  private final WatchGroups groups;

  OccupantChangeResource(
      FieldReport field, Register register, Commands commands, WatchGroups groups) {
    this.field = field;
    this.register = register;
    this.commands = commands;
    this.groups = groups;
  }

  /** What was done. */
  public record Settlement(@NotNull ChangeSettlement done, @Nullable Instant time) {}

  /** A report as it is listed. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Answer(
      UUID id,
      String community,
      UUID group,
      UUID household,
      OccupantChange change,
      int people,
      boolean open,
      @Nullable ChangeSettlement settlement,
      Instant reported,
      @Nullable Instant settled,
      long version)
      implements Versioned {

    static Answer of(ReportedChange row) {
      return new Answer(
          row.id,
          row.community,
          row.watchGroup,
          row.household,
          row.change,
          row.people,
          row.open,
          row.settlement,
          row.reported,
          row.settled,
          row.version);
    }
  }

  @GET
  @Operation(summary = "Reported changes of occupants in a division, page by page")
  public Uni<List<Answer>> list(
      @BeanParam @Valid Page page,
      @QueryParam("open") @Nullable Boolean open,
      @QueryParam("group") @Nullable UUID group,
      @QueryParam("household") @Nullable UUID household,
      @QueryParam("change") @Nullable OccupantChange change) {
    return register.list(
        ReportedChange.class,
        page,
        Where.any()
            .is("open", open)
            .is("watch_group", group)
            .is("household", household)
            .is("change", change),
        Answer::of);
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "One reported change")
  public Uni<Answer> get(@PathParam("id") UUID id) {
    return register.read(
        ReportedChange.class, id, WatchGroupRejection.NO_SUCH_OCCUPANT_CHANGE, Answer::of);
  }

  @POST
  @Path("/{id}/settlement")
  @Operation(summary = "Say what was done about a reported change")
  public Uni<Answer> settle(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Settlement request) {
    Report report = register.report(request.time());
    return commands.once(
        field.key(key, List.of(id, request)),
        Answer.class,
        session -> groups.settle(session, id, request.done(), report).map(Answer::of));
  }
}
