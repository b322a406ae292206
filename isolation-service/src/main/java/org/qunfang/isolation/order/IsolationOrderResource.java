package org.qunfang.isolation.order;

import static org.qunfang.security.Roles.AUDITOR;
import static org.qunfang.security.Roles.CITY_OFFICER;
import static org.qunfang.security.Roles.COMMUNITY_WORKER;
import static org.qunfang.security.Roles.DISTRICT_OFFICER;
import static org.qunfang.security.Roles.STREET_OFFICER;

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
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.IsolationEvent.IsolationKind;
import org.qunfang.eventstore.Commands;
import org.qunfang.intake.FieldReport;
import org.qunfang.intake.Listing;
import org.qunfang.intake.Listings;
import org.qunfang.isolation.order.IsolationCommand.AssignGuardian;
import org.qunfang.isolation.order.IsolationCommand.NoteBreach;
import org.qunfang.isolation.order.IsolationCommand.StartIsolation;
import org.qunfang.isolation.order.IsolationFiles.View;

/** Isolation orders as guardians and officers see them, and what guardians report of them. */
@Consumes(MediaType.APPLICATION_JSON)
@Path("/")
public class IsolationOrderResource {

  private static final LocalDate NEVER = LocalDate.of(9999, 12, 31);

  private final Commands commands;
  private final IsolationOrders orders;
  private final IsolationFiles files;
  private final FieldReport field;
  private final Listings lists;

  IsolationOrderResource(
      Commands commands,
      IsolationOrders orders,
      IsolationFiles files,
      FieldReport field,
      Listings lists) {
    this.commands = commands;
    this.orders = orders;
    this.files = files;
    this.field = field;
    this.lists = lists;
  }

  /** Since when the person has been there; now, when nobody says. */
  public record Start(@Nullable Instant time) {}

  /** Who answers for the person from now on. */
  public record Guardian(@NotNull UUID guardian, @Nullable Instant time) {}

  /** When the person was not there; now, when nobody says. */
  public record Breach(@Nullable Instant time) {}

  /** Orders of a division, the caller's own when none is given. */
  @GET
  @Path("isolation-orders")
  @RolesAllowed({COMMUNITY_WORKER, STREET_OFFICER, DISTRICT_OFFICER, CITY_OFFICER, AUDITOR})
  @Operation(summary = "List isolation orders of a division")
  public Uni<List<View>> list(
      @BeanParam @Valid Listing page,
      @QueryParam("state") List<IsolationFile.State> states,
      @QueryParam("kind") List<IsolationKind> kinds,
      @QueryParam("due-before") @Nullable LocalDate dueBefore) {
    return lists.list(
        IsolationFile.class,
        page,
        "and state in :states and kind in :kinds and due < :dueBefore",
        Map.of(
            "states", Listings.orAll(states, IsolationFile.State.values()),
            "kinds", Listings.orAll(kinds, IsolationKind.values()),
            "dueBefore", dueBefore == null ? NEVER : dueBefore),
        View::of);
  }

  /** One order. */
  @GET
  @Path("isolation-orders/{id}")
  @RolesAllowed({COMMUNITY_WORKER, STREET_OFFICER, DISTRICT_OFFICER, CITY_OFFICER, AUDITOR})
  @Operation(summary = "Look at an isolation order")
  public Uni<View> get(@PathParam("id") UUID id) {
    return files.own(id);
  }

  /** The order that is open for a person. */
  @GET
  @Path("persons/{person}/isolation-order")
  @RolesAllowed({COMMUNITY_WORKER, STREET_OFFICER, DISTRICT_OFFICER, CITY_OFFICER, AUDITOR})
  @Operation(summary = "Look at the open isolation order of a person")
  public Uni<View> openOf(@PathParam("person") UUID person) {
    return files.openOf(person);
  }

  /** The person has arrived where the order says. */
  @POST
  @Path("isolation-orders/{id}/start")
  @RolesAllowed({COMMUNITY_WORKER, STREET_OFFICER, DISTRICT_OFFICER, CITY_OFFICER})
  @Operation(summary = "Start an isolation")
  public Uni<View> start(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @Nullable @Valid Start request) {
    Instant time = request == null ? null : request.time();
    return carryOut(id, key, "start " + time, new StartIsolation(), time);
  }

  /** One answers for one (一对一). */
  @POST
  @Path("isolation-orders/{id}/guardian")
  @RolesAllowed({COMMUNITY_WORKER, STREET_OFFICER, DISTRICT_OFFICER, CITY_OFFICER})
  @Operation(summary = "Name the guardian of an isolated person")
  public Uni<View> guardian(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Guardian request) {
    return carryOut(id, key, request, new AssignGuardian(request.guardian()), request.time());
  }

  /** The person was not where the order says. */
  @POST
  @Path("isolation-orders/{id}/breaches")
  @RolesAllowed({COMMUNITY_WORKER, STREET_OFFICER, DISTRICT_OFFICER, CITY_OFFICER})
  @Operation(summary = "Report that an isolated person was not there")
  public Uni<View> breach(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @Nullable @Valid Breach request) {
    Instant time = request == null ? null : request.time();
    return carryOut(id, key, "breach " + time, new NoteBreach(), time);
  }

  private Uni<View> carryOut(
      UUID id,
      @Nullable String key,
      Object request,
      IsolationCommand command,
      @Nullable Instant time) {
    return commands.once(
        field.key(key, id + " " + request),
        View.class,
        session ->
            files
                .own(session, id)
                .chain(
                    file ->
                        orders.carryOut(session, file, command, field.told(file.community, time)))
                .map(View::of));
  }
}
