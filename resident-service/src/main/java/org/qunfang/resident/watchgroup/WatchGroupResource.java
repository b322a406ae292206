package org.qunfang.resident.watchgroup;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.EventIds;
import org.qunfang.events.ResidentEvent.OccupantChange;
import org.qunfang.eventstore.Commands;
import org.qunfang.eventstore.Told;
import org.qunfang.intake.Created;
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.register.Page;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.register.Versions.Versioned;
import org.qunfang.resident.register.Where;
import org.qunfang.resident.watchgroup.OccupantReportCommand.ReportChange;
import org.qunfang.resident.watchgroup.WatchGroupCommand.ChooseLeader;
import org.qunfang.resident.watchgroup.WatchGroupCommand.FormGroup;
import org.qunfang.security.Roles;

/** Ten-household groups, and what their leaders report. */
@Consumes(MediaType.APPLICATION_JSON)
@Path("/watch-groups")
@RolesAllowed({
  Roles.COMMUNITY_WORKER,
  Roles.STREET_OFFICER,
  Roles.DISTRICT_OFFICER,
  Roles.CITY_OFFICER
})
public class WatchGroupResource {

  private final Mutiny.SessionFactory sessions;
  private final FieldReport field;
  private final Register register;
  private final Commands commands;
  private final WatchGroups groups;

  WatchGroupResource(
      Mutiny.SessionFactory sessions,
      FieldReport field,
      Register register,
      Commands commands,
      WatchGroups groups) {
    this.sessions = sessions;
    this.field = field;
    this.register = register;
    this.commands = commands;
    this.groups = groups;
  }

  /** A group to form; a resident of the leading household may lead it. */
  public record Forming(
      @Nullable UUID id,
      @NotNull @Size(max = 12) String community,
      @NotEmpty @Size(max = 20) Set<@NotNull UUID> households,
      @NotNull UUID leadingHousehold,
      @Nullable UUID leader,
      @Nullable Instant time) {}

  /** Who leads from now on. */
  public record Leader(@NotNull UUID household, @Nullable UUID resident, @Nullable Instant time) {}

  /** The households from now on. */
  public record Households(
      @NotEmpty @Size(max = 20) Set<@NotNull UUID> households, @Nullable Instant time) {}

  /** It is no more. */
  public record Dissolution(@Nullable Instant time) {}

  /** What the leader has to tell of a household of the group. */
  public record Change(
      @Nullable UUID id,
      @NotNull UUID household,
      @NotNull OccupantChange change,
      @NotNull @Min(1) @Max(50) Integer people,
      @Nullable Instant time) {}

  /** A group as it is listed. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Answer(
      UUID id,
      String community,
      int households,
      @Nullable UUID leadingHousehold,
      @Nullable UUID leader,
      boolean dissolved,
      Instant formed,
      long version)
      implements Versioned {

    static Answer of(FormedGroup row) {
      return new Answer(
          row.id,
          row.community,
          row.households,
          row.leadingHousehold,
          row.leader,
          row.dissolved,
          row.formed,
          row.version);
    }
  }

  /** A group with its households. */
  public record Group(Answer group, List<UUID> households) implements Versioned {

    @Override
    public long version() {
      return group.version();
    }
  }

  @POST
  @ResponseStatus(StatusCode.CREATED)
  @Operation(summary = "Form a ten-household group")
  public Uni<RestResponse<Answer>> form(
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Forming request) {
    Told told = field.told(request.community(), request.time());
    UUID id = request.id() == null ? EventIds.next() : request.id();
    FormGroup command =
        new FormGroup(id, request.households(), request.leadingHousehold(), request.leader());
    return commands
        .once(
            field.key(key, List.of("watch-group", request)),
            Answer.class,
            session -> groups.form(session, command, told).map(Answer::of))
        .map(answer -> Created.at("/watch-groups/" + answer.id(), answer));
  }

  @GET
  @Operation(summary = "Ten-household groups of a division, page by page")
  public Uni<List<Answer>> list(
      @BeanParam @Valid Page page,
      @QueryParam("withLeader") @Nullable Boolean withLeader,
      @QueryParam("dissolved") @Nullable Boolean dissolved) {
    return register.list(
        FormedGroup.class,
        page,
        Where.any()
            .has("leading_household", withLeader)
            .is("dissolved", withLeader == null ? dissolved : Boolean.FALSE),
        Answer::of);
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "One group with its households")
  public Uni<Group> get(@PathParam("id") UUID id) {
    return sessions.withSession(
        session ->
            groups
                .own(session, id)
                .chain(
                    row ->
                        groups
                            .households(session, id)
                            .map(households -> new Group(Answer.of(row), households))));
  }

  @POST
  @Path("/{id}/leader")
  @Operation(summary = "The group chooses its leader")
  public Uni<Answer> chooseLeader(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Leader request) {
    Report report = register.report(request.time());
    return commands.once(
        field.key(key, List.of(id, request)),
        Answer.class,
        session ->
            groups
                .chooseLeader(
                    session, id, new ChooseLeader(request.household(), request.resident()), report)
                .map(Answer::of));
  }

  @POST
  @Path("/{id}/households")
  @Operation(summary = "Say which households the group is; insists on the version looked at")
  @Parameter(name = HttpHeaders.IF_MATCH, in = ParameterIn.HEADER, required = true)
  public Uni<Answer> regroup(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Households request) {
    Report report = register.edit(request.time());
    return commands.once(
        field.key(key, List.of(id, request)),
        Answer.class,
        session -> groups.regroup(session, id, request.households(), report).map(Answer::of));
  }

  @POST
  @Path("/{id}/dissolution")
  @Operation(summary = "Dissolve the group")
  public Uni<Answer> dissolve(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @Nullable @Valid Dissolution request) {
    Report report = register.report(request == null ? null : request.time());
    return commands.once(
        field.key(key, List.of(id, "dissolution", String.valueOf(request))),
        Answer.class,
        session -> groups.dissolve(session, id, report).map(Answer::of));
  }

  @POST
  @ResponseStatus(StatusCode.CREATED)
  @Path("/{id}/occupant-changes")
  @Operation(summary = "The leader reports that the occupants of a household changed")
  public Uni<RestResponse<OccupantChangeResource.Answer>> report(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Change request) {
    Report report = register.report(request.time());
    UUID change = request.id() == null ? EventIds.next() : request.id();
    ReportChange command =
        new ReportChange(change, id, request.household(), request.change(), request.people());
    return commands
        .once(
            field.key(key, List.of(id, request)),
            OccupantChangeResource.Answer.class,
            session ->
                groups.report(session, command, report).map(OccupantChangeResource.Answer::of))
        .map(answer -> Created.at("/occupant-changes/" + answer.id(), answer));
  }
}
