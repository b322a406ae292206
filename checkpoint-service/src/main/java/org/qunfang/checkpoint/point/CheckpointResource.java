package org.qunfang.checkpoint.point;

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
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jspecify.annotations.Nullable;
import org.qunfang.checkpoint.point.CheckpointCommand.Open;
import org.qunfang.checkpoint.point.CheckpointCommand.Withdraw;
import org.qunfang.events.CheckpointEvent.CheckpointKind;
import org.qunfang.events.CheckpointEvent.PointEvent;
import org.qunfang.events.EventIds;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.Commands;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.Told;
import org.qunfang.intake.Created;
import org.qunfang.intake.FieldReport;
import org.qunfang.intake.Listing;
import org.qunfang.intake.Listings;
import org.qunfang.intake.OwnDivision;
import org.qunfang.security.Roles;

/** Gates, blocked points and road controls. */
@Consumes(MediaType.APPLICATION_JSON)
@Path("/checkpoints")
@RolesAllowed({
  Roles.COMMUNITY_WORKER,
  Roles.STREET_OFFICER,
  Roles.DISTRICT_OFFICER,
  Roles.CITY_OFFICER
})
public class CheckpointResource {

  private static final CheckpointDecider DECIDER = new CheckpointDecider();

  private final Commands commands;
  private final EventStore store;
  private final Mutiny.SessionFactory sessions;
  private final FieldReport field;
  private final Listings lists;
  private final OwnDivision own;

  CheckpointResource(
      Commands commands,
      EventStore store,
      Mutiny.SessionFactory sessions,
      FieldReport field,
      Listings lists,
      OwnDivision own) {
    this.commands = commands;
    this.store = store;
    this.sessions = sessions;
    this.field = field;
    this.lists = lists;
    this.own = own;
  }

  /** A checkpoint is set up; {@code name} is the name of the place, never of a person. */
  public record Opening(
      @Nullable UUID id,
      @NotNull @Size(max = 12) String community,
      @NotNull CheckpointKind kind,
      @Nullable UUID compound,
      @Nullable @Size(max = 100) String name,
      @Nullable Instant time) {}

  /** A checkpoint is taken away. */
  public record Withdrawal(@Nullable Instant time) {}

  /** A checkpoint as it is now. */
  public record Answer(
      UUID id,
      String community,
      CheckpointKind kind,
      @Nullable UUID compound,
      @Nullable String name,
      Instant opened,
      @Nullable Instant withdrawn) {

    static Answer of(RegisteredCheckpoint checkpoint) {
      return new Answer(
          checkpoint.id,
          checkpoint.community,
          checkpoint.kind,
          checkpoint.compound,
          checkpoint.name,
          checkpoint.opened,
          checkpoint.withdrawn);
    }
  }

  @POST
  @ResponseStatus(StatusCode.CREATED)
  @Operation(summary = "Set up a gate, a blocked point or a road control")
  public Uni<RestResponse<Answer>> open(
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @Valid @NotNull Opening request) {
    Told told = field.told(request.community(), request.time());
    UUID id = request.id() == null ? EventIds.next() : request.id();
    return commands
        .once(field.key(key, request), Answer.class, session -> open(session, id, request, told))
        .map(answer -> Created.at("/checkpoints/" + answer.id(), answer));
  }

  private Uni<Answer> open(Mutiny.Session session, UUID id, Opening request, Told told) {
    return compoundIsHere(session, request.compound(), told)
        .chain(
            () ->
                store.handle(
                    session,
                    DECIDER,
                    PointEvent.class,
                    EventStore.stream("checkpoint", id),
                    new Open(id, request.kind(), request.compound()),
                    told))
        .chain(
            opened -> {
              var checkpoint =
                  new RegisteredCheckpoint(
                      id,
                      told.community().code(),
                      request.kind(),
                      request.compound(),
                      request.name(),
                      told.time());
              return session.persist(checkpoint).replaceWith(() -> Answer.of(checkpoint));
            });
  }

  private static Uni<Void> compoundIsHere(
      Mutiny.Session session, @Nullable UUID compound, Told told) {
    if (compound == null) {
      return Uni.createFrom().voidItem();
    }
    return session
        .createNativeQuery(
            "select count(*) from compound where id = ?1 and community = ?2", Long.class)
        .setParameter(1, compound)
        .setParameter(2, told.community().code())
        .getSingleResult()
        .invoke(
            found -> {
              if (found == 0) {
                throw new CommandRejected(CheckpointRejection.NO_SUCH_COMPOUND);
              }
            })
        .replaceWithVoid();
  }

  @POST
  @Path("/{id}/withdrawal")
  @Operation(summary = "Take a checkpoint away")
  public Uni<Answer> withdraw(
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @PathParam("id") UUID id,
      @Nullable Withdrawal request) {
    Withdrawal asked = request == null ? new Withdrawal(null) : request;
    return commands.once(
        field.key(key, List.of(id, asked)),
        Answer.class,
        session ->
            own.find(
                    session, RegisteredCheckpoint.class, id, CheckpointRejection.NO_SUCH_CHECKPOINT)
                .chain(checkpoint -> withdraw(session, checkpoint, asked)));
  }

  private Uni<Answer> withdraw(
      Mutiny.Session session, RegisteredCheckpoint checkpoint, Withdrawal request) {
    Told told = field.told(checkpoint.community, request.time());
    return store
        .handle(
            session,
            DECIDER,
            PointEvent.class,
            EventStore.stream("checkpoint", checkpoint.id),
            new Withdraw(checkpoint.id),
            told)
        .map(
            withdrawn -> {
              checkpoint.withdrawn = withdrawn.happened().getLast().time();
              return Answer.of(checkpoint);
            });
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({
    Roles.COMMUNITY_WORKER,
    Roles.GATE_GUARD,
    Roles.STREET_OFFICER,
    Roles.DISTRICT_OFFICER,
    Roles.CITY_OFFICER,
    Roles.INTEGRATOR,
    Roles.AUDITOR
  })
  @Operation(summary = "A checkpoint")
  public Uni<Answer> get(@PathParam("id") UUID id) {
    return sessions
        .withSession(
            session ->
                own.find(
                    session,
                    RegisteredCheckpoint.class,
                    id,
                    CheckpointRejection.NO_SUCH_CHECKPOINT))
        .map(Answer::of);
  }

  @GET
  @RolesAllowed({
    Roles.COMMUNITY_WORKER,
    Roles.GATE_GUARD,
    Roles.STREET_OFFICER,
    Roles.DISTRICT_OFFICER,
    Roles.CITY_OFFICER,
    Roles.INTEGRATOR,
    Roles.AUDITOR
  })
  @Operation(summary = "Checkpoints of a division, by community and id")
  public Uni<List<Answer>> list(@BeanParam @Valid Listing page) {
    return lists.list(RegisteredCheckpoint.class, page, Answer::of);
  }
}
