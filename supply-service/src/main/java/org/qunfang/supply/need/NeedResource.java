package org.qunfang.supply.need;

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
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.EventIds;
import org.qunfang.events.SupplyEvent.NeedCategory;
import org.qunfang.events.SupplyEvent.RaisedTo;
import org.qunfang.events.SupplyEvent.Urgency;
import org.qunfang.eventstore.Commands;
import org.qunfang.eventstore.Told;
import org.qunfang.intake.Created;
import org.qunfang.intake.FieldReport;
import org.qunfang.intake.Listing;
import org.qunfang.intake.Listings;
import org.qunfang.security.Roles;
import org.qunfang.supply.When;
import org.qunfang.supply.need.NeedCommand.AssignNeed;
import org.qunfang.supply.need.NeedCommand.RaiseNeed;

/** The register of urgent needs, for those who knock at the doors and those who have to help. */
@Path("/needs")
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({
  Roles.COMMUNITY_WORKER,
  Roles.STREET_OFFICER,
  Roles.DISTRICT_OFFICER,
  Roles.CITY_OFFICER
})
public class NeedResource {

  private final Commands commands;
  private final Mutiny.SessionFactory sessions;
  private final NeedsRegister register;
  private final FieldReport field;
  private final Listings lists;

  NeedResource(
      Commands commands,
      Mutiny.SessionFactory sessions,
      NeedsRegister register,
      FieldReport field,
      Listings lists) {
    this.commands = commands;
    this.sessions = sessions;
    this.register = register;
    this.field = field;
    this.lists = lists;
  }

  /** A household is short of something; without urgency it can wait until the evening. */
  public record Register(
      @Nullable UUID id,
      @NotNull @Size(max = 12) String community,
      @NotNull UUID household,
      @NotNull NeedCategory category,
      @Nullable Urgency urgency,
      @Nullable Instant time) {}

  /** Who takes care of it. */
  public record Assign(@NotNull UUID worker, @Nullable Instant time) {}

  /** The level that is called for. */
  public record Raise(@NotNull RaisedTo to, @Nullable Instant time) {}

  /** A need as the register has it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Line(
      UUID id,
      String community,
      UUID household,
      NeedCategory category,
      Urgency urgency,
      String state,
      String level,
      @Nullable UUID worker,
      Instant registered,
      @Nullable Instant resolved) {

    static Line of(RegisteredNeed need) {
      return new Line(
          need.id,
          need.community,
          need.household,
          need.category,
          need.urgency,
          need.state.name(),
          need.desk.name(),
          need.worker,
          need.registered,
          need.resolved);
    }
  }

  @POST
  @ResponseStatus(StatusCode.CREATED)
  @Operation(summary = "Put a household's need on the register")
  public Uni<RestResponse<Line>> register(
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @Valid @NotNull Register request) {
    Told told = field.told(request.community(), request.time());
    UUID need = request.id() == null ? EventIds.next() : request.id();
    Urgency urgency = request.urgency() == null ? Urgency.TODAY : request.urgency();
    return commands
        .once(
            field.key(key, request),
            Line.class,
            session ->
                register
                    .register(session, need, request.household(), request.category(), urgency, told)
                    .map(Line::of))
        .map(line -> Created.at("/needs/" + line.id(), line));
  }

  @POST
  @Path("/{id}/assignment")
  @Operation(summary = "Give a need to somebody")
  public Uni<Line> assign(
      @PathParam("id") UUID need,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @Valid @NotNull Assign request) {
    return change(
        key, need, request, request.time(), (line, told) -> new AssignNeed(need, request.worker()));
  }

  @POST
  @Path("/{id}/raise")
  @Operation(summary = "Hand a need to a level above")
  public Uni<Line> raise(
      @PathParam("id") UUID need,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @Valid @NotNull Raise request) {
    return change(
        key, need, request, request.time(), (line, told) -> new RaiseNeed(need, request.to()));
  }

  @POST
  @Path("/{id}/resolution")
  @Operation(summary = "Say that a need is met")
  public Uni<Line> resolve(
      @PathParam("id") UUID need,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @Valid @Nullable When request) {
    When when = request == null ? When.NOW : request;
    return change(key, need, when, when.time(), register::toResolve);
  }

  private Uni<Line> change(
      @Nullable String key,
      UUID need,
      Record request,
      @Nullable Instant time,
      BiFunction<RegisteredNeed, Told, NeedCommand> command) {
    return commands.once(
        field.key(key, List.of(need, request)),
        Line.class,
        session ->
            register
                .own(session, need)
                .chain(
                    line -> {
                      Told told = field.told(line.community, time);
                      return register.change(session, line, command.apply(line, told), told);
                    })
                .map(Line::of));
  }

  @GET
  @RolesAllowed({
    Roles.COMMUNITY_WORKER,
    Roles.STREET_OFFICER,
    Roles.DISTRICT_OFFICER,
    Roles.CITY_OFFICER,
    Roles.AUDITOR
  })
  @Operation(summary = "The needs of a division, a page at a time")
  public Uni<List<Line>> list(
      @BeanParam @Valid Listing page, @QueryParam("state") List<RegisteredNeed.State> states) {
    return lists.list(
        RegisteredNeed.class,
        page,
        "and state in :states",
        Map.of("states", Listings.orAll(states, RegisteredNeed.State.values())),
        Line::of);
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({
    Roles.COMMUNITY_WORKER,
    Roles.STREET_OFFICER,
    Roles.DISTRICT_OFFICER,
    Roles.CITY_OFFICER,
    Roles.AUDITOR
  })
  @Operation(summary = "A need")
  public Uni<Line> get(@PathParam("id") UUID need) {
    return sessions.withSession(session -> register.own(session, need)).map(Line::of);
  }
}
