package org.qunfang.resident.responsibility;

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
import org.qunfang.eventstore.Commands;
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.register.Page;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.register.Versions.Versioned;
import org.qunfang.resident.register.Where;
import org.qunfang.security.Roles;

/** Which unit answers for which group (单位包组). */
@Consumes(MediaType.APPLICATION_JSON)
@Path("/responsibility/groups")
@RolesAllowed({
  Roles.COMMUNITY_WORKER,
  Roles.STREET_OFFICER,
  Roles.DISTRICT_OFFICER,
  Roles.CITY_OFFICER
})
public class GroupDutyResource {

  private final FieldReport field;
  private final Register register;
  private final Commands commands;
  private final Units units;

  GroupDutyResource(FieldReport field, Register register, Commands commands, Units units) {
    this.field = field;
    this.register = register;
    this.commands = commands;
    this.units = units;
  }

  /** The unit answers for the group. */
  public record Assigning(@NotNull UUID unit, @Nullable Instant time) {}

  /** No unit does. */
  public record Releasing(@Nullable Instant time) {}

  /** A group and which unit answers for it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Answer(UUID group, String community, @Nullable UUID unit, long version)
      implements Versioned {

    static Answer of(AssignedGroup row) {
      return new Answer(row.id, row.community, row.unit, row.version);
    }
  }

  @POST
  @Path("/{group}/unit")
  @Operation(summary = "From now on the unit answers for the group")
  public Uni<Answer> assign(
      @PathParam("group") UUID group,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Assigning request) {
    Report report = register.report(request.time());
    return commands.once(
        field.key(key, List.of("group", group, request)),
        Answer.class,
        session -> units.assign(session, group, request.unit(), report).map(Answer::of));
  }

  @POST
  @Path("/{group}/release")
  @Operation(summary = "No unit answers for the group for now")
  public Uni<Answer> release(
      @PathParam("group") UUID group,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @Nullable @Valid Releasing request) {
    Report report = register.report(request == null ? null : request.time());
    return commands.once(
        field.key(key, List.of("release", group, String.valueOf(request))),
        Answer.class,
        session -> units.release(session, group, report).map(Answer::of));
  }

  @GET
  @Operation(summary = "Which unit answers for which group of a division, page by page")
  public Uni<List<Answer>> groups(
      @BeanParam @Valid Page page,
      @QueryParam("unit") @Nullable UUID unit,
      @QueryParam("withUnit") @Nullable Boolean withUnit) {
    return register.list(
        AssignedGroup.class,
        page,
        Where.any().is("closed", false).is("unit", unit).has("unit", withUnit),
        Answer::of);
  }
}
