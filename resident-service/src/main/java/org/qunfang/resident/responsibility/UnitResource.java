package org.qunfang.resident.responsibility;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
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
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.EventIds;
import org.qunfang.eventstore.Commands;
import org.qunfang.eventstore.Told;
import org.qunfang.intake.Created;
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.register.Page;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.register.Versions.Versioned;
import org.qunfang.resident.register.Where;
import org.qunfang.security.Roles;

/** Units that answer for groups (单位包组). */
@Consumes(MediaType.APPLICATION_JSON)
@Path("/units")
@RolesAllowed({
  Roles.COMMUNITY_WORKER,
  Roles.STREET_OFFICER,
  Roles.DISTRICT_OFFICER,
  Roles.CITY_OFFICER
})
public class UnitResource {

  private final FieldReport field;
  private final Register register;
  private final Commands commands;
  private final Units units;

  UnitResource(FieldReport field, Register register, Commands commands, Units units) {
    this.field = field;
    this.register = register;
    this.commands = commands;
    this.units = units;
  }

  /** A unit comes to the community; its official name. */
  public record Registering(
      @Nullable UUID id,
      @NotNull @Size(max = 12) String community,
      @NotBlank @Size(max = 120) String name,
      @Nullable Instant time) {}

  /** A unit goes. */
  public record Ending(@Nullable Instant time) {}

  /** A unit as it is listed. */
  public record Answer(
      UUID id, String community, String name, int groups, boolean dissolved, long version)
      implements Versioned {

    static Answer of(RegisteredUnit row) {
      return new Answer(row.id, row.community, row.name, row.groups, row.dissolved, row.version);
    }
  }

  @POST
  @ResponseStatus(StatusCode.CREATED)
  @Operation(summary = "Register a unit that answers for groups")
  public Uni<RestResponse<Answer>> register(
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Registering request) {
    Told told = field.told(request.community(), request.time());
    UUID id = request.id() == null ? EventIds.next() : request.id();
    return commands
        .once(
            field.key(key, List.of("unit", request)),
            Answer.class,
            session -> units.register(session, id, request.name(), told).map(Answer::of))
        .map(answer -> Created.at("/units/" + answer.id(), answer));
  }

  @GET
  @Operation(summary = "Units of a division, page by page")
  public Uni<List<Answer>> list(
      @BeanParam @Valid Page page, @QueryParam("dissolved") @Nullable Boolean dissolved) {
    return register.list(
        RegisteredUnit.class, page, Where.any().is("dissolved", dissolved), Answer::of);
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "One unit")
  public Uni<Answer> get(@PathParam("id") UUID id) {
    return register.read(RegisteredUnit.class, id, UnitRejection.NO_SUCH_UNIT, Answer::of);
  }

  @POST
  @Path("/{id}/dissolution")
  @Operation(summary = "The unit answers for nobody any more")
  public Uni<Answer> dissolve(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @Nullable @Valid Ending request) {
    Report report = register.report(request == null ? null : request.time());
    return commands.once(
        field.key(key, List.of("dissolve", id, String.valueOf(request))),
        Answer.class,
        session -> units.dissolve(session, id, report).map(Answer::of));
  }
}
