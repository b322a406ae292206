package org.qunfang.supply.delivery;

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
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.EventIds;
import org.qunfang.events.SupplyEvent.FailureReason;
import org.qunfang.events.SupplyEvent.Item;
import org.qunfang.events.SupplyEvent.PackageKind;
import org.qunfang.events.SupplyEvent.SuppliesOrdered;
import org.qunfang.eventstore.Commands;
import org.qunfang.eventstore.Told;
import org.qunfang.intake.Created;
import org.qunfang.intake.FieldReport;
import org.qunfang.intake.Listing;
import org.qunfang.intake.Listings;
import org.qunfang.security.Roles;
import org.qunfang.supply.When;
import org.qunfang.supply.delivery.SupplyOrderCommand.CancelOrder;
import org.qunfang.supply.delivery.SupplyOrderCommand.DeliverOrder;
import org.qunfang.supply.delivery.SupplyOrderCommand.DispatchOrder;
import org.qunfang.supply.delivery.SupplyOrderCommand.PackOrder;
import org.qunfang.supply.delivery.SupplyOrderCommand.ReportFailure;

/** The delivery chain, for those who order, pack, drive and carry to the door. */
@Path("/orders")
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({
  Roles.COMMUNITY_WORKER,
  Roles.STREET_OFFICER,
  Roles.DISTRICT_OFFICER,
  Roles.CITY_OFFICER
})
public class OrderResource {

  private final Commands commands;
  private final Mutiny.SessionFactory sessions;
  private final Orders orders;
  private final FieldReport field;
  private final Listings lists;

  OrderResource(
      Commands commands,
      Mutiny.SessionFactory sessions,
      Orders orders,
      FieldReport field,
      Listings lists) {
    this.commands = commands;
    this.sessions = sessions;
    this.orders = orders;
    this.field = field;
    this.lists = lists;
  }

  /** Packages of a kind, single goods, or both. */
  public record Order(
      @Nullable UUID id,
      @NotNull @Size(max = 12) String community,
      @NotNull UUID household,
      @Nullable UUID need,
      @Nullable PackageKind packageKind,
      @Nullable Integer packages,
      @Nullable @Size(max = 100) List<@Valid @NotNull Good> items,
      @Nullable Instant time) {

    SuppliesOrdered as(UUID order) {
      return new SuppliesOrdered(
          order,
          household,
          need,
          packageKind == null ? PackageKind.NONE : packageKind,
          packages == null ? 0 : packages,
          items == null ? List.of() : items.stream().map(Good::item).toList());
    }
  }

  /** One good and how many of it. */
  public record Good(@NotNull @Size(max = 40) String sku, @NotNull Integer quantity) {

    Item item() {
      return new Item(sku, quantity);
    }
  }

  /** What carries it. */
  public record Dispatch(@NotNull @Size(max = 12) String vehicle, @Nullable Instant time) {}

  /** Whether nobody met at the door. */
  public record Delivery(@NotNull Boolean contactless, @Nullable Instant time) {}

  /** Why it could not be handed over. */
  public record Failure(@NotNull FailureReason reason, @Nullable Instant time) {}

  /** An order as the list has it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Line(
      UUID id,
      String community,
      UUID household,
      @Nullable UUID need,
      PackageKind packageKind,
      int packages,
      int items,
      String state,
      Instant since,
      @Nullable String vehicle,
      @Nullable FailureReason failure,
      Instant ordered) {

    static Line of(PlacedOrder order) {
      return new Line(
          order.id,
          order.community,
          order.household,
          order.need,
          order.packageKind,
          order.packages,
          order.items,
          order.state.name(),
          order.since,
          order.vehicle,
          order.failure,
          order.ordered);
    }
  }

  @POST
  @ResponseStatus(StatusCode.CREATED)
  @Operation(summary = "Order supplies for a household")
  public Uni<RestResponse<Line>> place(
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @Valid @NotNull Order request) {
    Told told = field.told(request.community(), request.time());
    SuppliesOrdered wanted = request.as(request.id() == null ? EventIds.next() : request.id());
    return commands
        .once(
            field.key(key, request),
            Line.class,
            session -> orders.place(session, wanted, told).map(Line::of))
        .map(line -> Created.at("/orders/" + line.id(), line));
  }

  @POST
  @Path("/{id}/packing")
  @RolesAllowed({Roles.COMMUNITY_WORKER, Roles.INTEGRATOR})
  @Operation(summary = "Say that the shop has packed an order")
  public Uni<Line> pack(
      @PathParam("id") UUID order,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @Valid @Nullable When request) {
    When when = request == null ? When.NOW : request;
    return change(key, "packing", order, when, when.time(), placed -> new PackOrder(order));
  }

  @POST
  @Path("/{id}/dispatch")
  @RolesAllowed({Roles.COMMUNITY_WORKER, Roles.INTEGRATOR})
  @Operation(summary = "Send an order out on a vehicle")
  public Uni<Line> dispatch(
      @PathParam("id") UUID order,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @Valid @NotNull Dispatch request) {
    return change(
        key,
        "dispatch",
        order,
        request,
        request.time(),
        placed -> new DispatchOrder(order, request.vehicle()));
  }

  @POST
  @Path("/{id}/delivery")
  @RolesAllowed({Roles.COMMUNITY_WORKER, Roles.INTEGRATOR})
  @Operation(summary = "Say that an order lies at the door")
  public Uni<Line> deliver(
      @PathParam("id") UUID order,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @Valid @NotNull Delivery request) {
    return change(
        key,
        "delivery",
        order,
        request,
        request.time(),
        placed -> new DeliverOrder(order, placed.household, request.contactless()));
  }

  @POST
  @Path("/{id}/failure")
  @RolesAllowed({Roles.COMMUNITY_WORKER, Roles.INTEGRATOR})
  @Operation(summary = "Say that an order could not be handed over")
  public Uni<Line> fail(
      @PathParam("id") UUID order,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @Valid @NotNull Failure request) {
    return change(
        key,
        "failure",
        order,
        request,
        request.time(),
        placed -> new ReportFailure(order, request.reason()));
  }

  @POST
  @Path("/{id}/cancellation")
  @Operation(summary = "Call an order off")
  public Uni<Line> cancel(
      @PathParam("id") UUID order,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @Valid @Nullable When request) {
    When when = request == null ? When.NOW : request;
    return change(key, "cancellation", order, when, when.time(), placed -> new CancelOrder(order));
  }

  private Uni<Line> change(
      @Nullable String key,
      String what,
      UUID order,
      Record request,
      @Nullable Instant time,
      Function<PlacedOrder, SupplyOrderCommand> command) {
    return commands.once(
        field.key(key, List.of(what, order, request)),
        Line.class,
        session ->
            orders
                .order(session, order)
                .chain(
                    placed ->
                        orders.change(
                            session,
                            placed,
                            command.apply(placed),
                            field.told(placed.community, time)))
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
  @Operation(summary = "The orders of a division, a page at a time")
  public Uni<List<Line>> list(
      @BeanParam @Valid Listing page, @QueryParam("state") List<PlacedOrder.State> states) {
    return lists.list(
        PlacedOrder.class,
        page,
        "and state in :states",
        Map.of("states", Listings.orAll(states, PlacedOrder.State.values())),
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
  @Operation(summary = "An order")
  public Uni<Line> get(@PathParam("id") UUID order) {
    return sessions.withSession(session -> orders.order(session, order)).map(Line::of);
  }
}
