package org.qunfang.resident.place;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.EventIds;
import org.qunfang.events.ResidentEvent.PlaceKind;
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

/** The register of compounds, village groups and buildings. */
@Consumes(MediaType.APPLICATION_JSON)
@Path("/places")
@RolesAllowed({
  Roles.COMMUNITY_WORKER,
  Roles.STREET_OFFICER,
  Roles.DISTRICT_OFFICER,
  Roles.CITY_OFFICER
})
public class PlaceResource {

  private final FieldReport field;
  private final Register register;
  private final Commands commands;
  private final Places places;

  PlaceResource(FieldReport field, Register register, Commands commands, Places places) {
    this.field = field;
    this.register = register;
    this.commands = commands;
    this.places = places;
  }

  /** A place to register; a building may stand within a compound or group. */
  public record Registration(
      @Nullable UUID id,
      @NotNull @Size(max = 12) String community,
      @NotNull PlaceKind kind,
      @Nullable UUID within,
      @NotBlank @Size(max = 60) String name,
      @Nullable Instant time) {}

  /** Another name. */
  public record Renaming(@NotBlank @Size(max = 60) String name, @Nullable Instant time) {}

  /** It is no more. */
  public record Closing(@Nullable Instant time) {}

  /** A place as it is listed, with what is in it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Answer(
      UUID id,
      String community,
      PlaceKind kind,
      @Nullable UUID within,
      String name,
      int households,
      int buildings,
      boolean closed,
      Instant registered,
      long version)
      implements Versioned {

    static Answer of(RegisteredPlace row) {
      return new Answer(
          row.id,
          row.community,
          row.kind,
          row.within,
          row.name,
          row.households,
          row.buildings,
          row.closed,
          row.registered,
          row.version);
    }
  }

  /** A household of a place. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Placed(UUID household, String community, UUID place, @Nullable UUID within) {

    static Placed of(PlacedHousehold row) {
      return new Placed(row.household, row.community, row.place, row.around);
    }
  }

  @POST
  @ResponseStatus(StatusCode.CREATED)
  @Operation(summary = "Register a compound, a village group or a building")
  public Uni<RestResponse<Answer>> register(
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Registration request) {
    Told told = field.told(request.community(), request.time());
    UUID id = request.id() == null ? EventIds.next() : request.id();
    return commands
        .once(
            field.key(key, List.of("place", request)),
            Answer.class,
            session ->
                places
                    .register(
                        session, id, request.kind(), request.within(), request.name().strip(), told)
                    .map(Answer::of))
        .map(answer -> Created.at("/places/" + answer.id(), answer));
  }

  @GET
  @Operation(summary = "Places of a division, page by page")
  public Uni<List<Answer>> list(
      @BeanParam @Valid Page page,
      @QueryParam("kind") @Nullable PlaceKind kind,
      @QueryParam("within") @Nullable UUID within,
      @QueryParam("closed") @Nullable Boolean closed) {
    return register.list(
        RegisteredPlace.class,
        page,
        Where.any().is("kind", kind).is("within", within).is("closed", closed),
        Answer::of);
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "One place")
  public Uni<Answer> get(@PathParam("id") UUID id) {
    return register.read(RegisteredPlace.class, id, PlaceRejection.NO_SUCH_PLACE, Answer::of);
  }

  @POST
  @Path("/{id}/name")
  @Operation(summary = "Rename a place; insists on the version that was looked at")
  @Parameter(name = HttpHeaders.IF_MATCH, in = ParameterIn.HEADER, required = true)
  public Uni<Answer> rename(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Renaming request) {
    Report report = register.edit(request.time());
    return commands.once(
        field.key(key, List.of(id, request)),
        Answer.class,
        session ->
            places
                .own(session, id)
                .chain(row -> places.rename(session, row, request.name().strip(), report))
                .map(Answer::of));
  }

  @POST
  @Path("/{id}/closing")
  @Operation(summary = "Close a place that nobody lives in any more")
  public Uni<Answer> close(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @Nullable @Valid Closing request) {
    Report report = register.report(request == null ? null : request.time());
    return commands.once(
        field.key(key, List.of(id, "closing", String.valueOf(request))),
        Answer.class,
        session ->
            places
                .own(session, id)
                .chain(row -> places.close(session, row, report))
                .map(Answer::of));
  }

  @GET
  @Path("/{id}/households")
  @Operation(summary = "Households of a place and of its buildings, page by page")
  public Uni<List<Placed>> households(@PathParam("id") UUID id, @BeanParam @Valid Page page) {
    return register
        .read(RegisteredPlace.class, id, PlaceRejection.NO_SUCH_PLACE, RegisteredPlace::community)
        .chain(
            community ->
                register.list(
                    PlacedHousehold.class,
                    page.in(community),
                    Where.any().literally("'%s' in (place, around)".formatted(id)),
                    Placed::of));
  }
}
