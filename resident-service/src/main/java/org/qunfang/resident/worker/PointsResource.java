package org.qunfang.resident.worker;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.ResidentEvent.PointsCorrection;
import org.qunfang.events.ResidentEvent.PointsGoods;
import org.qunfang.events.ResidentEvent.TaskKind;
import org.qunfang.eventstore.EventStore;
import org.qunfang.resident.register.Page;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Where;
import org.qunfang.security.Roles;

/** Points (积分): what work earns, and what became of it. */
@Consumes(MediaType.APPLICATION_JSON)
@Path("/")
@RolesAllowed({
  Roles.COMMUNITY_WORKER,
  Roles.STREET_OFFICER,
  Roles.DISTRICT_OFFICER,
  Roles.CITY_OFFICER
})
public class PointsResource {

  private final Register register;

  PointsResource(Register register) {
    this.register = register;
  }

  /** One line of the ledger: which event of which stream booked it, and what it came to. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Answer(
      UUID id,
      String community,
      UUID worker,
      PointsEntry.Kind kind,
      int points,
      int balance,
      @Nullable UUID task,
      @Nullable PointsGoods goods,
      @Nullable PointsCorrection reason,
      String actor,
      Instant booked,
      String stream,
      long version) {

    static Answer of(PointsEntry row) {
      return new Answer(
          row.id,
          row.community,
          row.worker,
          row.kind,
          row.points,
          row.balance,
          row.task,
          row.goods,
          row.reason,
          row.actor,
          row.booked,
          EventStore.stream("points", row.worker),
          row.version);
    }
  }

  @GET
  @Path("/points-rules")
  @Operation(summary = "What a task of each kind earns")
  public List<PointsRule> rules() {
    return Arrays.stream(TaskKind.values()).map(PointsRule::of).toList();
  }

  @GET
  @Path("/points-entries")
  @Operation(summary = "The ledger of points of a division or a worker, page by page")
  public Uni<List<Answer>> list(
      @BeanParam @Valid Page page,
      @QueryParam("worker") @Nullable UUID worker,
      @QueryParam("kind") PointsEntry.@Nullable Kind kind) {
    return register.list(
        PointsEntry.class, page, Where.any().is("worker", worker).is("kind", kind), Answer::of);
  }
}
