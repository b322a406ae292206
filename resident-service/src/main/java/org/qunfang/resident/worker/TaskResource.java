package org.qunfang.resident.worker;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
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
import org.qunfang.events.ResidentEvent.TaskCancellation;
import org.qunfang.events.ResidentEvent.TaskKind;
import org.qunfang.eventstore.Commands;
import org.qunfang.intake.Created;
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.register.Page;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.register.Versions.Versioned;
import org.qunfang.resident.register.Where;
import org.qunfang.security.Roles;

/** Tasks of workers. */
@Consumes(MediaType.APPLICATION_JSON)
@Path("/tasks")
@RolesAllowed({
  Roles.COMMUNITY_WORKER,
  Roles.STREET_OFFICER,
  Roles.DISTRICT_OFFICER,
  Roles.CITY_OFFICER
})
public class TaskResource {

  private final FieldReport field;
  private final Register register;
  private final Commands commands;
  private final Tasks tasks;

  TaskResource(FieldReport field, Register register, Commands commands, Tasks tasks) {
    this.field = field;
    this.register = register;
    this.commands = commands;
    this.tasks = tasks;
  }

  /** Somebody is asked to do something by then, for a household perhaps, or at a place. */
  public record Assigning(
      @Nullable UUID id,
      @NotNull UUID worker,
      @NotNull TaskKind kind,
      @NotNull Instant due,
      @Nullable UUID household,
      @Nullable UUID place,
      @Nullable Instant time) {

    Errand errand(UUID task) {
      return new Errand(task, worker, kind, due, household, place);
    }
  }

  /** It was done in so many minutes. */
  public record Completion(@NotNull @Min(1) @Max(1440) Integer minutes, @Nullable Instant time) {}

  /** It will not be done. */
  public record Cancellation(@NotNull TaskCancellation reason, @Nullable Instant time) {}

  /** A task as it is listed. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Answer(
      UUID id,
      String community,
      UUID worker,
      TaskKind kind,
      AssignedTask.State state,
      @Nullable UUID household,
      @Nullable UUID place,
      Instant due,
      Instant assigned,
      @Nullable Instant ended,
      @Nullable Integer minutes,
      @Nullable Integer points,
      long version)
      implements Versioned {

    static Answer of(AssignedTask row) {
      return new Answer(
          row.id,
          row.community,
          row.worker,
          row.kind,
          row.state,
          row.household,
          row.place,
          row.due,
          row.assigned,
          row.ended,
          row.minutes,
          row.points,
          row.version);
    }
  }

  @POST
  @ResponseStatus(StatusCode.CREATED)
  @Operation(summary = "Ask a worker to do something")
  public Uni<RestResponse<Answer>> assign(
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Assigning request) {
    Report report = register.report(request.time());
    UUID id = request.id() == null ? EventIds.next() : request.id();
    return commands
        .once(
            field.key(key, List.of("task", request)),
            Answer.class,
            session -> tasks.assign(session, request.errand(id), report).map(Answer::of))
        .map(answer -> Created.at("/tasks/" + answer.id(), answer));
  }

  @GET
  @Operation(summary = "Tasks of a division, page by page")
  public Uni<List<Answer>> list(
      @BeanParam @Valid Page page,
      @QueryParam("worker") @Nullable UUID worker,
      @QueryParam("household") @Nullable UUID household,
      @QueryParam("place") @Nullable UUID place,
      @QueryParam("kind") @Nullable TaskKind kind,
      @QueryParam("state") AssignedTask.@Nullable State state,
      @QueryParam("dueBy") @Nullable Instant dueBy) {
    return register.list(
        AssignedTask.class,
        page,
        Where.any()
            .is("worker", worker)
            .is("household", household)
            .is("place", place)
            .is("kind", kind)
            .is("state", state)
            .to("due", dueBy),
        Answer::of);
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "One task")
  public Uni<Answer> get(@PathParam("id") UUID id) {
    return register.read(AssignedTask.class, id, TaskRejection.NO_SUCH_TASK, Answer::of);
  }

  @POST
  @Path("/{id}/completion")
  @Operation(summary = "The task was done; it earns the worker points")
  public Uni<Answer> complete(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Completion request) {
    Report report = register.report(request.time());
    return commands.once(
        field.key(key, List.of(id, request)),
        Answer.class,
        session -> tasks.complete(session, id, request.minutes(), report).map(Answer::of));
  }

  @POST
  @Path("/{id}/cancellation")
  @Operation(summary = "The task will not be done")
  public Uni<Answer> cancel(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Cancellation request) {
    Report report = register.report(request.time());
    return commands.once(
        field.key(key, List.of(id, request)),
        Answer.class,
        session -> tasks.cancel(session, id, request.reason(), report).map(Answer::of));
  }
}
