package org.qunfang.resident.grid;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
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
import org.qunfang.events.ResidentEvent.GridKind;
import org.qunfang.eventstore.Commands;
import org.qunfang.eventstore.Told;
import org.qunfang.intake.Created;
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.grid.GridCommand.DefineGrid;
import org.qunfang.resident.register.Page;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.register.Versions.Versioned;
import org.qunfang.resident.register.Where;
import org.qunfang.security.Roles;

/** Grids and sections, and who leads them. */
@Consumes(MediaType.APPLICATION_JSON)
@Path("/grids")
@RolesAllowed({
  Roles.COMMUNITY_WORKER,
  Roles.STREET_OFFICER,
  Roles.DISTRICT_OFFICER,
  Roles.CITY_OFFICER
})
public class GridResource {

  private final FieldReport field;
  private final Register register;
  private final Commands commands;
  private final Grids grids;

  GridResource(FieldReport field, Register register, Commands commands, Grids grids) {
    this.field = field;
    this.register = register;
    this.commands = commands;
    this.grids = grids;
  }

  /** A grid to define; the leader is a worker on duty in the community. */
  public record Definition(
      @Nullable UUID id,
      @NotNull @Size(max = 12) String community,
      @NotNull GridKind kind,
      @Nullable @Size(min = 1, max = 60) String name,
      @NotNull UUID leader,
      @Nullable Instant time) {}

  /** Who leads it from now on. */
  public record Leader(@NotNull UUID worker, @Nullable Instant time) {}

  /**
   * Households of the community that are in it from now on.
   *
   * @param from the other grids that they are taken out of
   */
  public record Households(
      @NotEmpty @Size(max = 500) List<@NotNull UUID> households,
      @Nullable @Size(max = 200) List<@NotNull UUID> from,
      @Nullable Instant time) {}

  /** It is no more. */
  public record Dissolution(@Nullable Instant time) {}

  /** A grid as it is listed. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Answer(
      UUID id,
      String community,
      GridKind kind,
      @Nullable String name,
      @Nullable UUID leader,
      int households,
      boolean dissolved,
      Instant defined,
      long version)
      implements Versioned {

    static Answer of(DefinedGrid row) {
      return new Answer(
          row.id,
          row.community,
          row.kind,
          row.name,
          row.leader,
          row.households,
          row.dissolved,
          row.defined,
          row.version);
    }
  }

  /** A household of a grid. */
  public record Member(UUID household, String community, UUID grid) {

    static Member of(GridHousehold row) {
      return new Member(row.household, row.community, row.grid);
    }
  }

  @POST
  @ResponseStatus(StatusCode.CREATED)
  @Operation(summary = "Define a grid or section with its leader")
  public Uni<RestResponse<Answer>> define(
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Definition request) {
    Told told = field.told(request.community(), request.time());
    UUID id = request.id() == null ? EventIds.next() : request.id();
    DefineGrid command = new DefineGrid(id, request.kind(), request.leader());
    return commands
        .once(
            field.key(key, List.of("grid", request)),
            Answer.class,
            session -> grids.define(session, command, request.name(), told).map(Answer::of))
        .map(answer -> Created.at("/grids/" + answer.id(), answer));
  }

  @GET
  @Operation(summary = "Grids of a division, page by page")
  public Uni<List<Answer>> list(
      @BeanParam @Valid Page page,
      @QueryParam("kind") @Nullable GridKind kind,
      @QueryParam("leader") @Nullable UUID leader,
      @QueryParam("withLeader") @Nullable Boolean withLeader,
      @QueryParam("dissolved") @Nullable Boolean dissolved) {
    return register.list(
        DefinedGrid.class,
        page,
        Where.any()
            .is("kind", kind)
            .is("leader", leader)
            .has("leader", withLeader)
            .is("dissolved", withLeader == null ? dissolved : Boolean.FALSE),
        Answer::of);
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "One grid")
  public Uni<Answer> get(@PathParam("id") UUID id) {
    return register.read(DefinedGrid.class, id, GridRejection.NO_SUCH_GRID, Answer::of);
  }

  @POST
  @Path("/{id}/leader")
  @Operation(summary = "Somebody else leads the grid")
  public Uni<Answer> changeLeader(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Leader request) {
    Report report = register.report(request.time());
    return commands.once(
        field.key(key, List.of(id, request)),
        Answer.class,
        session -> grids.changeLeader(session, id, request.worker(), report).map(Answer::of));
  }

  @POST
  @Path("/{id}/households")
  @Operation(summary = "Put households into the grid, and out of those named in 'from'")
  public Uni<Answer> putIn(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Households request) {
    Report report = register.report(request.time());
    return commands.once(
        field.key(key, List.of(id, request)),
        Answer.class,
        session ->
            grids.putIn(session, id, request.households(), request.from(), report).map(Answer::of));
  }

  @GET
  @Path("/{id}/households")
  @Operation(summary = "Households of the grid, page by page")
  public Uni<List<Member>> households(@PathParam("id") UUID id, @BeanParam @Valid Page page) {
    return register
        .read(DefinedGrid.class, id, GridRejection.NO_SUCH_GRID, DefinedGrid::community)
        .chain(
            community ->
                register.list(
                    GridHousehold.class,
                    page.in(community),
                    Where.any().is("grid", id),
                    Member::of));
  }

  @POST
  @Path("/{id}/dissolution")
  @Operation(summary = "Dissolve the grid")
  public Uni<Answer> dissolve(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @Nullable @Valid Dissolution request) {
    Report report = register.report(request == null ? null : request.time());
    return commands.once(
        field.key(key, List.of(id, "dissolution", String.valueOf(request))),
        Answer.class,
        session -> grids.dissolve(session, id, report).map(Answer::of));
  }
}
