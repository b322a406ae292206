package org.qunfang.resident.worker;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
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
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.EventIds;
import org.qunfang.events.ResidentEvent.WorkerKind;
import org.qunfang.eventstore.CommandKey;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.Commands;
import org.qunfang.eventstore.Told;
import org.qunfang.intake.Created;
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.register.Page;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.register.Versions.Versioned;
import org.qunfang.resident.register.Where;
import org.qunfang.resident.worker.WorkerCommand.Enlist;
import org.qunfang.security.Roles;

/** The workforce of the communities. */
@Consumes(MediaType.APPLICATION_JSON)
@Path("/workers")
@RolesAllowed({
  Roles.COMMUNITY_WORKER,
  Roles.STREET_OFFICER,
  Roles.DISTRICT_OFFICER,
  Roles.CITY_OFFICER
})
public class WorkerResource {

  private final FieldReport field;
  private final Register register;
  private final Commands commands;
  private final Workers workers;
  private final Tasks tasks;
  private final Rosters rosters;
  private final Ranking ranking;
  private final List<Responsibility> responsibilities;

  WorkerResource(
      FieldReport field,
      Register register,
      Commands commands,
      Workers workers,
      Tasks tasks,
      Rosters rosters,
      Ranking ranking,
      @All List<Responsibility> responsibilities) {
    this.field = field;
    this.register = register;
    this.commands = commands;
    this.workers = workers;
    this.tasks = tasks;
    this.rosters = rosters;
    this.ranking = ranking;
    this.responsibilities = responsibilities;
  }

  /**
   * Somebody begins to work; {@code account} is the subject of their tokens, when they log in
   * themselves.
   */
  public record Enlisting(
      @Nullable UUID id,
      @NotNull @Size(max = 12) String community,
      @NotNull WorkerKind kind,
      boolean partyMember,
      @Nullable UUID account,
      @Nullable Instant time) {}

  /** By which account the worker logs in from now on; by none without one. */
  public record AccountChange(@Nullable UUID account, @Nullable Instant time) {}

  /**
   * Somebody stops; one of three says what becomes of the households they answer for and the grids
   * they lead.
   */
  public record StandingDown(
      @Nullable Instant time, @Nullable UUID successor, boolean evenShare, boolean leaveOpen) {

    HandOver handOver(UUID from) {
      if ((successor == null ? 0 : 1) + (evenShare ? 1 : 0) + (leaveOpen ? 1 : 0) > 1) {
        throw new CommandRejected(WorkerRejection.HAND_OVER_AMBIGUOUS);
      }
      if (from.equals(successor)) {
        throw new CommandRejected(WorkerRejection.SUCCESSOR_IS_THE_SAME);
      }
      if (successor != null) {
        return new HandOver.ToSuccessor(successor);
      }
      return evenShare
          ? new HandOver.ToAll()
          : leaveOpen ? new HandOver.LeftOpen() : new HandOver.Unsaid();
    }
  }

  /** A worker as they are listed, with what they do. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Answer(
      UUID id,
      String community,
      WorkerKind kind,
      boolean partyMember,
      boolean onDuty,
      @Nullable UUID account,
      Instant enlisted,
      int households,
      int openTasks,
      int tasksDone,
      int taskMinutes,
      int attendanceMinutes,
      int pointsEarned,
      int pointsSpent,
      int pointsBalance,
      long version)
      implements Versioned {

    static Answer of(EnlistedWorker row) {
      return new Answer(
          row.id,
          row.community,
          row.kind,
          row.partyMember,
          row.onDuty,
          row.account,
          row.enlisted,
          row.households,
          row.openTasks,
          row.tasksDone,
          row.taskMinutes,
          row.attendanceMinutes,
          row.pointsEarned,
          row.pointsSpent,
          row.pointsBalance,
          row.version);
    }
  }

  @POST
  @ResponseStatus(StatusCode.CREATED)
  @Operation(summary = "Somebody begins to work for the community")
  public Uni<RestResponse<Answer>> enlist(
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Enlisting request) {
    Told told = field.told(request.community(), request.time());
    UUID id = request.id() == null ? EventIds.next() : request.id();
    Enlist command = new Enlist(id, request.kind(), request.partyMember(), request.account());
    return commands
        .once(
            field.key(key, List.of("worker", request)),
            Answer.class,
            session -> workers.enlist(session, command, told).map(Answer::of))
        .map(answer -> Created.at("/workers/" + answer.id(), answer));
  }

  @GET
  @Operation(summary = "Workers of a division, page by page")
  public Uni<List<Answer>> list(
      @BeanParam @Valid Page page,
      @QueryParam("kind") @Nullable WorkerKind kind,
      @QueryParam("onDuty") @Nullable Boolean onDuty,
      @QueryParam("partyMember") @Nullable Boolean partyMember,
      @QueryParam("account")
          @Parameter(description = "The subject of a worker's tokens: who logs in finds themselves")
          @Nullable UUID account,
      @QueryParam("leastHouseholds") @Nullable Integer leastHouseholds,
      @QueryParam("mostHouseholds") @Nullable Integer mostHouseholds) {
    return register.list(
        EnlistedWorker.class,
        page,
        Where.any()
            .is("kind", kind)
            .is("on_duty", onDuty)
            .is("party_member", partyMember)
            .is("account", account)
            .from("households", leastHouseholds)
            .to("households", mostHouseholds),
        Answer::of);
  }

  @GET
  @Path("/ranking")
  @Operation(summary = "The workers on duty of a division who did most of something, page by page")
  public Uni<List<Answer>> ranking(
      @QueryParam("division") @Nullable Division division,
      @QueryParam("by") @DefaultValue("POINTS_EARNED") Tally by,
      @QueryParam("kind") @Nullable WorkerKind kind,
      @QueryParam("after") @Parameter(description = Page.AFTER) @Nullable UUID after,
      @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(200) int limit) {
    return ranking
        .read(division, by, kind, after, limit)
        .map(rows -> rows.stream().map(Answer::of).toList());
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "One worker")
  public Uni<Answer> get(@PathParam("id") UUID id) {
    return register.read(EnlistedWorker.class, id, WorkerRejection.NO_SUCH_WORKER, Answer::of);
  }

  @POST
  @Path("/{id}/account")
  @Operation(
      summary =
          "The worker logs in by this account; whoever replaces one needs If-Match, and nobody else"
              + " on duty uses it")
  public Uni<Answer> changeAccount(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid AccountChange request) {
    Report report = register.report(request.time());
    return commands.once(
        field.key(key, List.of("account", id, request)),
        Answer.class,
        session -> workers.changeAccount(session, id, request.account(), report).map(Answer::of));
  }

  @POST
  @Path("/{id}/stand-down")
  @Operation(summary = "The worker stops working for the community")
  public Uni<Answer> standDown(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @Nullable @Valid StandingDown request) {
    Report report = register.report(request == null ? null : request.time());
    HandOver to = request == null ? new HandOver.Unsaid() : request.handOver(id);
    CommandKey once = field.key(key, List.of(id, String.valueOf(request)));
    return each(what -> what.lighten(id, to, report))
        .chain(
            () -> commands.once(once, Answer.class, session -> standDown(session, id, to, report)));
  }

  private Uni<Void> each(Function<Responsibility, Uni<Void>> handOver) {
    return Multi.createFrom()
        .iterable(responsibilities)
        .onItem()
        .transformToUniAndConcatenate(handOver::apply)
        .collect()
        .last();
  }

  private Uni<Answer> standDown(Mutiny.Session session, UUID id, HandOver to, Report report) {
    return workers
        .own(session, id)
        .call(row -> workers.holdBothSides(session, row, to))
        .call(row -> each(what -> what.handOver(session, row, to, report)))
        .call(row -> tasks.cancelAll(session, row, report))
        .call(row -> rosters.callOffAll(session, row, report))
        .chain(row -> workers.standDown(session, row, report))
        .call(session::flush)
        .invoke(session::detach)
        .chain(row -> workers.own(session, row.id))
        .map(Answer::of);
  }
}
