package org.qunfang.resident.worker;

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
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.EventIds;
import org.qunfang.events.ResidentEvent.WorkerEvent;
import org.qunfang.events.ResidentEvent.WorkerKind;
import org.qunfang.eventstore.Commands;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.Told;
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.register.Page;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.register.Versions.Versioned;
import org.qunfang.resident.register.Where;
import org.qunfang.resident.worker.WorkerCommand.Enlist;
import org.qunfang.resident.worker.WorkerCommand.StandDown;
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

  private static final WorkerDecider RULES = new WorkerDecider();

  private final FieldReport field;
  private final Register register;
  private final Commands commands;
  private final EventStore store;

  WorkerResource(FieldReport field, Register register, Commands commands, EventStore store) {
    this.field = field;
    this.register = register;
    this.commands = commands;
    this.store = store;
  }

  /** Somebody begins to work. */
  public record Enlisting(
      @Nullable UUID id,
      @NotNull @Size(max = 12) String community,
      @NotNull WorkerKind kind,
      boolean partyMember,
      @Nullable Instant time) {}

  /** Somebody stops. */
  public record StandingDown(@Nullable Instant time) {}

  /** A worker as they are listed. */
  public record Answer(
      UUID id, String community, WorkerKind kind, boolean partyMember, boolean onDuty, long version)
      implements Versioned {

    static Answer of(EnlistedWorker row) {
      return new Answer(row.id, row.community, row.kind, row.partyMember, row.onDuty, row.version);
    }
  }

  @POST
  @Operation(summary = "Somebody begins to work for the community")
  public Uni<Response> enlist(
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Enlisting request) {
    Told told = field.told(request.community(), request.time());
    UUID id = request.id() == null ? EventIds.next() : request.id();
    Enlist command = new Enlist(id, request.kind(), request.partyMember());
    return commands
        .once(
            field.key(key, List.of("worker", request)),
            Answer.class,
            session ->
                handle(session, id, command, told)
                    .map(outcome -> new EnlistedWorker(command, told, outcome.version()))
                    .call(session::persist)
                    .map(Answer::of))
        .map(
            answer ->
                Response.created(URI.create("/workers/" + answer.id())).entity(answer).build());
  }

  @GET
  @Operation(summary = "Workers of a division, page by page")
  public Uni<List<Answer>> list(
      @BeanParam @Valid Page page,
      @QueryParam("kind") @Nullable WorkerKind kind,
      @QueryParam("onDuty") @Nullable Boolean onDuty,
      @QueryParam("partyMember") @Nullable Boolean partyMember) {
    return register.list(
        EnlistedWorker.class,
        page,
        Where.any().is("kind", kind).is("on_duty", onDuty).is("party_member", partyMember),
        Answer::of);
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "One worker")
  public Uni<Answer> get(@PathParam("id") UUID id) {
    return register.read(EnlistedWorker.class, id, WorkerRejection.NO_SUCH_WORKER, Answer::of);
  }

  @POST
  @Path("/{id}/stand-down")
  @Operation(summary = "The worker stops working for the community")
  public Uni<Answer> standDown(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @Nullable @Valid StandingDown request) {
    Report report = register.report(request == null ? null : request.time());
    return commands.once(
        field.key(key, List.of(id, String.valueOf(request))),
        Answer.class,
        session ->
            register
                .own(session, EnlistedWorker.class, id, WorkerRejection.NO_SUCH_WORKER)
                .call(
                    row ->
                        handle(session, id, new StandDown(), report.of(row))
                            .invoke(
                                outcome -> {
                                  row.onDuty = false;
                                  row.version = outcome.version();
                                }))
                .map(Answer::of));
  }

  private Uni<EventStore.Outcome<Worker, WorkerEvent>> handle(
      Mutiny.Session session, UUID id, WorkerCommand command, Told told) {
    return store.handle(
        session, RULES, WorkerEvent.class, EventStore.stream("worker", id), command, told);
  }
}
