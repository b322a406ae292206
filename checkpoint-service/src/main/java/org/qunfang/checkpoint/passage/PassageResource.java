package org.qunfang.checkpoint.passage;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.CheckpointEvent.CodeColour;
import org.qunfang.events.CheckpointEvent.Direction;
import org.qunfang.events.CheckpointEvent.PassageOutcome;
import org.qunfang.events.CheckpointEvent.PassageReason;
import org.qunfang.events.CheckpointEvent.PassageRecorded;
import org.qunfang.events.CheckpointEvent.Passer;
import org.qunfang.events.EventIds;
import org.qunfang.events.EventJson;
import org.qunfang.events.EventTypes;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.Traces;
import org.qunfang.intake.FieldReport;
import org.qunfang.intake.Listing;
import org.qunfang.security.Actor;
import org.qunfang.security.DivisionScope;
import org.qunfang.security.ProblemResponses;
import org.qunfang.security.Roles;

/** Who passed where: told by guards and scanners, one by one. */
@Consumes(MediaType.APPLICATION_JSON)
@Path("/passages")
public class PassageResource {

  private static final String OF_A_DAY =
      """
      select position, id, time, data from fact
       where day = $1 and stream = $2 and type = $3 and position > $4
       order by position limit $5
      """;

  private final Passages passages;
  private final FieldReport field;
  private final DivisionScope scope;
  private final Actor actor;
  private final Pool pool;

  PassageResource(
      Passages passages, FieldReport field, DivisionScope scope, Actor actor, Pool pool) {
    this.passages = passages;
    this.field = field;
    this.scope = scope;
    this.actor = actor;
    this.pool = pool;
  }

  /** The four musts at a gate; {@code person} when the guard could tell who it is. */
  public record Request(
      @NotNull UUID checkpoint,
      @Nullable UUID person,
      @NotNull Direction direction,
      @NotNull Passer passer,
      @NotNull Boolean identityAsked,
      @NotNull Boolean detailsRecorded,
      @NotNull Double temperature,
      @NotNull Boolean mask,
      @Nullable Instant time) {

    Observed seen() {
      return new Observed(
          checkpoint, person, direction, passer, identityAsked, detailsRecorded, temperature, mask);
    }
  }

  /** What the guard does now. */
  public record Answer(
      UUID id,
      PassageOutcome outcome,
      @Nullable PassageReason reason,
      CodeColour code,
      boolean fever) {

    static Answer of(UUID id, PassageRecorded passage) {
      return new Answer(
          id,
          passage.outcome(),
          passage.reason(),
          passage.code(),
          GateRules.isFever(passage.temperature()));
    }
  }

  /** A recorded passage; {@code number} is what the next page comes after. */
  public record Listed(long number, UUID id, Instant time, PassageRecorded passage) {}

  @POST
  @ResponseStatus(StatusCode.CREATED)
  @RolesAllowed({Roles.GATE_GUARD, Roles.COMMUNITY_WORKER, Roles.INTEGRATOR})
  @Operation(summary = "Record a passage, and be told whether to let it through")
  public Uni<Answer> pass(
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @Valid @NotNull Request request) {
    String by = actor.id();
    UUID id = key == null ? EventIds.next() : EventIds.named("passage", by, key);
    var report =
        new Passages.Report(
            id,
            request.seen(),
            null,
            scope.division(),
            field.time(request.time()),
            key == null || request.time() != null,
            by,
            Traces.current());
    return passages.record(report).map(result -> answer(id, result));
  }

  private static Answer answer(UUID id, Passages.Result result) {
    return switch (result) {
      case Passages.Result.Recorded(var passage) -> Answer.of(id, passage);
      case Passages.Result.Repeated(var passage) -> Answer.of(id, passage);
      case Passages.Result.Refused(var problem) -> throw problem;
    };
  }

  @GET
  @RolesAllowed({
    Roles.GATE_GUARD,
    Roles.COMMUNITY_WORKER,
    Roles.STREET_OFFICER,
    Roles.DISTRICT_OFFICER,
    Roles.CITY_OFFICER,
    Roles.AUDITOR
  })
  @Operation(summary = "The passages of a checkpoint on a day, in the order of their acceptance")
  @APIResponse(responseCode = "200")
  @APIResponse(responseCode = "404", ref = ProblemResponses.PROBLEM)
  public Uni<List<Listed>> list(
      @QueryParam("checkpoint") @NotNull UUID checkpoint,
      @QueryParam("day") @NotNull LocalDate day,
      @QueryParam("after") @DefaultValue("0") @Min(0) long after,
      @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(Listing.MOST) int limit) {
    return requireOwn(checkpoint)
        .chain(
            () ->
                pool.preparedQuery(OF_A_DAY)
                    .execute(
                        Tuple.of(
                            day,
                            EventStore.stream("checkpoint", checkpoint),
                            EventTypes.of(PassageRecorded.class),
                            after,
                            limit)))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(PassageResource::listed)
                    .toList());
  }

  private Uni<Void> requireOwn(UUID checkpoint) {
    return pool.preparedQuery("select 1 from checkpoint where id = $1 and community like $2")
        .execute(Tuple.of(checkpoint, scope.prefix() + "%"))
        .invoke(
            rows -> {
              if (rows.rowCount() == 0) {
                throw new CommandRejected(PassageRejection.NO_SUCH_CHECKPOINT);
              }
            })
        .replaceWithVoid();
  }

  private static Listed listed(Row row) {
    return new Listed(
        row.getLong(0),
        row.getUUID(1),
        row.getOffsetDateTime(2).toInstant(),
        EventJson.read(PassageRecorded.class, row.getString(3)));
  }
}
