package org.qunfang.checkpoint.compound;

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
import org.qunfang.checkpoint.compound.CompoundCommand.Close;
import org.qunfang.checkpoint.compound.CompoundCommand.Reopen;
import org.qunfang.events.CheckpointEvent.CompoundEvent;
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

/** Closed management of compounds and villages. */
@Consumes(MediaType.APPLICATION_JSON)
@Path("/compounds")
@RolesAllowed({
  Roles.COMMUNITY_WORKER,
  Roles.STREET_OFFICER,
  Roles.DISTRICT_OFFICER,
  Roles.CITY_OFFICER
})
public class CompoundResource {

  private static final CompoundDecider DECIDER = new CompoundDecider();

  private final Commands commands;
  private final EventStore store;
  private final Mutiny.SessionFactory sessions;
  private final FieldReport field;
  private final Listings lists;
  private final OwnDivision own;

  CompoundResource(
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

  /** A compound comes under closed management. */
  public record Closure(
      @Nullable UUID id,
      @NotNull @Size(max = 12) String community,
      @Nullable @Size(max = 100) String name,
      @NotNull @Min(0) @Max(100) Integer entrancesKept,
      @NotNull @Min(0) @Max(1000) Integer pointsBlocked,
      @Nullable Instant time) {}

  /** Closed management ends. */
  public record Reopening(@Nullable Instant time) {}

  /** A compound as it is now; {@code since} tells since when. */
  public record Answer(
      UUID id,
      String community,
      @Nullable String name,
      int entrancesKept,
      int pointsBlocked,
      boolean closed,
      Instant since) {

    static Answer of(RegisteredCompound compound) {
      return new Answer(
          compound.id,
          compound.community,
          compound.name,
          compound.entrancesKept,
          compound.pointsBlocked,
          compound.closed,
          compound.since);
    }
  }

  @POST
  @ResponseStatus(StatusCode.CREATED)
  @Operation(summary = "Put a compound or village under closed management")
  public Uni<RestResponse<Answer>> close(
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @Valid @NotNull Closure request) {
    Told told = field.told(request.community(), request.time());
    UUID id = request.id() == null ? EventIds.next() : request.id();
    return commands
        .once(field.key(key, request), Answer.class, session -> close(session, id, request, told))
        .map(answer -> Created.at("/compounds/" + answer.id(), answer));
  }

  private Uni<Answer> close(Mutiny.Session session, UUID id, Closure request, Told told) {
    return session
        .find(RegisteredCompound.class, id)
        .chain(known -> known == null ? added(session, id, told) : here(known, told))
        .chain(
            compound ->
                store
                    .handle(
                        session,
                        DECIDER,
                        CompoundEvent.class,
                        EventStore.stream("compound", id),
                        new Close(id, request.entrancesKept(), request.pointsBlocked()),
                        told)
                    .map(
                        closed -> {
                          compound.name = request.name() == null ? compound.name : request.name();
                          compound.entrancesKept = request.entrancesKept();
                          compound.pointsBlocked = request.pointsBlocked();
                          compound.closed = true;
                          compound.since = closed.happened().getLast().time();
                          return Answer.of(compound);
                        }));
  }

  private static Uni<RegisteredCompound> added(Mutiny.Session session, UUID id, Told told) {
    RegisteredCompound compound = new RegisteredCompound(id, told.community().code());
    compound.since = told.time();
    return session.persist(compound).replaceWith(compound);
  }

  private static Uni<RegisteredCompound> here(RegisteredCompound known, Told told) {
    return known.community.equals(told.community().code())
        ? Uni.createFrom().item(known)
        : Uni.createFrom().failure(new CommandRejected(CompoundRejection.COMPOUND_ELSEWHERE));
  }

  @POST
  @Path("/{id}/reopening")
  @Operation(summary = "End closed management of a compound")
  public Uni<Answer> reopen(
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @PathParam("id") UUID id,
      @Nullable Reopening request) {
    Reopening asked = request == null ? new Reopening(null) : request;
    return commands.once(
        field.key(key, List.of(id, asked)),
        Answer.class,
        session ->
            own.find(session, RegisteredCompound.class, id, CompoundRejection.NO_SUCH_COMPOUND)
                .chain(compound -> reopen(session, compound, asked)));
  }

  private Uni<Answer> reopen(
      Mutiny.Session session, RegisteredCompound compound, Reopening request) {
    Told told = field.told(compound.community, request.time());
    return store
        .handle(
            session,
            DECIDER,
            CompoundEvent.class,
            EventStore.stream("compound", compound.id),
            new Reopen(compound.id),
            told)
        .map(
            reopened -> {
              compound.closed = false;
              compound.since = reopened.happened().getLast().time();
              return Answer.of(compound);
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
    Roles.AUDITOR
  })
  @Operation(summary = "A compound")
  public Uni<Answer> get(@PathParam("id") UUID id) {
    return sessions
        .withSession(
            session ->
                own.find(session, RegisteredCompound.class, id, CompoundRejection.NO_SUCH_COMPOUND))
        .map(Answer::of);
  }

  @GET
  @RolesAllowed({
    Roles.COMMUNITY_WORKER,
    Roles.GATE_GUARD,
    Roles.STREET_OFFICER,
    Roles.DISTRICT_OFFICER,
    Roles.CITY_OFFICER,
    Roles.AUDITOR
  })
  @Operation(summary = "Compounds of a division, by community and id")
  public Uni<List<Answer>> list(@BeanParam @Valid Listing page) {
    return lists.list(RegisteredCompound.class, page, Answer::of);
  }
}
