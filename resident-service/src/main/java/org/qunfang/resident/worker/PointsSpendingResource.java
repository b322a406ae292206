package org.qunfang.resident.worker;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.EventIds;
import org.qunfang.events.ResidentEvent.PointsGoods;
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.worker.PointsCommand.Spend;
import org.qunfang.security.Roles;

/** Exchanges points for goods (积分兑换). */
@Consumes(MediaType.APPLICATION_JSON)
@Path("/workers/{id}/points-spendings")
@RolesAllowed({
  Roles.COMMUNITY_WORKER,
  Roles.STREET_OFFICER,
  Roles.DISTRICT_OFFICER,
  Roles.CITY_OFFICER
})
public class PointsSpendingResource {

  private final FieldReport field;
  private final Register register;
  private final Accounts accounts;

  PointsSpendingResource(FieldReport field, Register register, Accounts accounts) {
    this.field = field;
    this.register = register;
    this.accounts = accounts;
  }

  /** Points are exchanged for goods. */
  public record Spending(
      @NotNull @Min(1) @Max(100_000) Integer points,
      @NotNull PointsGoods goods,
      @Nullable Instant time) {}

  @POST
  @ResponseStatus(StatusCode.CREATED)
  @Operation(summary = "The worker exchanges points for goods")
  public Uni<PointsResource.Answer> spend(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Spending request) {
    UUID entry = EventIds.next();
    return accounts.booked(
        field.key(key, List.of(id, request)),
        id,
        new Spend(entry, id, request.points(), request.goods()),
        register.report(request.time()));
  }
}
