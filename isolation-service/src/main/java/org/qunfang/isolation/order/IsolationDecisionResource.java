package org.qunfang.isolation.order;

import static org.qunfang.security.Roles.CITY_OFFICER;
import static org.qunfang.security.Roles.DISTRICT_OFFICER;
import static org.qunfang.security.Roles.STREET_OFFICER;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.EventIds;
import org.qunfang.events.IsolationEvent.IsolationKind;
import org.qunfang.events.IsolationEvent.IsolationReason;
import org.qunfang.events.IsolationEvent.ReleaseGround;
import org.qunfang.eventstore.Commands;
import org.qunfang.eventstore.Told;
import org.qunfang.intake.Created;
import org.qunfang.intake.FieldReport;
import org.qunfang.isolation.order.IsolationCommand.ExtendIsolation;
import org.qunfang.isolation.order.IsolationCommand.OrderIsolation;
import org.qunfang.isolation.order.IsolationCommand.ReleaseIsolation;
import org.qunfang.isolation.order.IsolationCommand.TransferIsolation;
import org.qunfang.isolation.order.IsolationFiles.View;

/** What officers decide about somebody's freedom; Keycloak's policies say who may. */
@Consumes(MediaType.APPLICATION_JSON)
@Path("/decisions/isolation-orders")
@RolesAllowed({STREET_OFFICER, DISTRICT_OFFICER, CITY_OFFICER})
public class IsolationDecisionResource {

  private final Commands commands;
  private final IsolationOrders orders;
  private final IsolationFiles files;
  private final FieldReport field;

  IsolationDecisionResource(
      Commands commands, IsolationOrders orders, IsolationFiles files, FieldReport field) {
    this.commands = commands;
    this.orders = orders;
    this.files = files;
    this.field = field;
  }

  /** An order that no rule makes. {@code due} is the last day of isolation. */
  public record Order(
      @Nullable UUID id,
      @NotNull @Size(max = 12) String community,
      @NotNull UUID person,
      @NotNull IsolationKind kind,
      @NotNull IsolationReason reason,
      @NotNull LocalDate due,
      @Nullable Instant time) {}

  /** Where isolation goes on. */
  public record Transfer(@NotNull IsolationKind to, @Nullable Instant time) {}

  /** The new last day of isolation. */
  public record Extension(@NotNull LocalDate due, @Nullable Instant time) {}

  /** Why isolation ends. */
  public record Release(@NotNull ReleaseGround ground, @Nullable Instant time) {}

  /** Isolates somebody for whom no order is open. */
  @POST
  @ResponseStatus(StatusCode.CREATED)
  @Operation(summary = "Order the isolation of a person")
  public Uni<RestResponse<View>> order(
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Order request) {
    Told told = field.told(request.community(), request.time());
    UUID id = request.id() == null ? EventIds.next() : request.id();
    Ground ground = new Ground(id, request.kind(), request.reason(), request.due());
    OrderIsolation command = new OrderIsolation(id, request.person(), ground, orders.dayOf(told));
    return commands
        .once(
            field.key(key, request),
            View.class,
            session -> orders.order(session, command, told).map(View::of))
        .map(made -> Created.at("/isolation-orders/" + made.id(), made));
  }

  /** Goes on elsewhere. */
  @POST
  @Path("{id}/transfer")
  @Operation(summary = "Transfer an isolated person")
  public Uni<View> transfer(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Transfer request) {
    return carryOut(id, key, request, request.time(), today -> new TransferIsolation(request.to()));
  }

  /** Goes on for longer. */
  @POST
  @Path("{id}/extension")
  @Operation(summary = "Extend an isolation")
  public Uni<View> extend(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Extension request) {
    return carryOut(
        id, key, request, request.time(), today -> new ExtendIsolation(request.due(), today));
  }

  /** Ends it. */
  @POST
  @Path("{id}/release")
  @Operation(summary = "Release an isolated person")
  public Uni<View> release(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Release request) {
    return carryOut(
        id, key, request, request.time(), today -> new ReleaseIsolation(request.ground(), today));
  }

  private Uni<View> carryOut(
      UUID id,
      @Nullable String key,
      Object request,
      @Nullable Instant time,
      Function<LocalDate, IsolationCommand> command) {
    return commands.once(
        field.key(key, id + " " + request),
        View.class,
        session ->
            files
                .own(session, id)
                .chain(
                    file -> {
                      Told told = field.told(file.community, time);
                      return orders.carryOut(
                          session, file, command.apply(orders.dayOf(told)), told);
                    })
                .map(View::of));
  }
}
