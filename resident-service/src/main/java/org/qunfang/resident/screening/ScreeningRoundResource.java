package org.qunfang.resident.screening;

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
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.EventIds;
import org.qunfang.events.ResidentEvent.ExcuseReason;
import org.qunfang.eventstore.Commands;
import org.qunfang.eventstore.Told;
import org.qunfang.intake.Created;
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.register.Page;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.register.Versions.Versioned;
import org.qunfang.resident.register.Where;
import org.qunfang.security.Roles;

/** Rounds of screening, their coverage, and who is missing. */
@Consumes(MediaType.APPLICATION_JSON)
@Path("/screening-rounds")
@RolesAllowed({
  Roles.COMMUNITY_WORKER,
  Roles.STREET_OFFICER,
  Roles.DISTRICT_OFFICER,
  Roles.CITY_OFFICER
})
public class ScreeningRoundResource {

  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private final Mutiny.SessionFactory sessions;
  private final FieldReport field;
  private final Register register;
  private final Commands commands;
  private final ScreeningRounds rounds;

  ScreeningRoundResource(
      Mutiny.SessionFactory sessions,
      FieldReport field,
      Register register,
      Commands commands,
      ScreeningRounds rounds) {
    this.sessions = sessions;
    this.field = field;
    this.register = register;
    this.commands = commands;
    this.rounds = rounds;
  }

  /** A round to open. */
  public record Opening(
      @Nullable UUID id, @NotNull @Size(max = 12) String community, @Nullable Instant time) {}

  /** Whom the round goes on without, and why. */
  public record Excusing(
      @Nullable @Size(max = 200) Set<@NotNull UUID> households,
      @Nullable @Size(max = 200) Set<@NotNull UUID> residents,
      @NotNull ExcuseReason reason,
      @Nullable Instant time) {

    Set<UUID> allHouseholds() {
      return households == null ? Set.of() : households;
    }

    Set<UUID> allResidents() {
      return residents == null ? Set.of() : residents;
    }
  }

  /** It ends. */
  public record Closing(@Nullable Instant time) {}

  /** A round as it is listed. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Answer(
      UUID id,
      String community,
      int number,
      boolean open,
      Instant opened,
      @Nullable Instant closed,
      Coverage coverage,
      long version)
      implements Versioned {

    static Answer of(ScreeningRound row) {
      return of(row, Coverage.of(row));
    }

    static Answer of(ScreeningRound row, Coverage coverage) {
      return new Answer(
          row.id,
          row.community,
          row.number,
          row.open,
          row.opened,
          row.closed,
          coverage,
          row.version);
    }
  }

  /** A household in which somebody is missing, and who. */
  public record Missing(
      UUID household, Standing standing, int visits, int people, List<UUID> residents) {

    /** How the household stands; one that was screened misses only those who are named. */
    public enum Standing {
      TO_VISIT,
      NOBODY_HOME,
      REFUSED,
      SCREENED
    }

    static Missing of(ScreeningRounds.Missing missing) {
      ScreenedHousehold row = missing.household();
      return new Missing(
          row.household, shown(row.standing), row.visits, row.people, missing.residents());
    }
  }

  private static Missing.Standing shown(Standing standing) {
    return switch (standing) {
      case TO_VISIT -> Missing.Standing.TO_VISIT;
      case NOBODY_HOME -> Missing.Standing.NOBODY_HOME;
      case REFUSED -> Missing.Standing.REFUSED;
      case EXCUSED, ELSEWHERE, SCREENED -> Missing.Standing.SCREENED;
    };
  }

  private Uni<Answer> answer(Mutiny.Session session, ScreeningRound row) {
    return rounds.coverage(session, row.id).map(coverage -> Answer.of(row, coverage));
  }

  @POST
  @ResponseStatus(StatusCode.CREATED)
  @Operation(summary = "Open the next round of screening in a community")
  public Uni<RestResponse<Answer>> open(
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Opening request) {
    Told told = field.told(request.community(), request.time());
    UUID id = request.id() == null ? EventIds.next() : request.id();
    return commands
        .once(
            field.key(key, List.of("screening-round", request)),
            Answer.class,
            session -> rounds.open(session, id, told).map(Answer::of))
        .map(answer -> Created.at("/screening-rounds/" + answer.id(), answer));
  }

  @GET
  @Operation(summary = "Rounds of screening in a division, page by page")
  public Uni<List<Answer>> list(
      @BeanParam @Valid Page page,
      @QueryParam("open") @Nullable Boolean open,
      @QueryParam("number") @Min(1) @Max(999) @Nullable Integer number) {
    return register.list(
        ScreeningRound.class,
        page,
        Where.any().is("open", open).from("number", number).to("number", number),
        Answer::of);
  }

  @GET
  @Path("/coverage")
  @Operation(summary = "Coverage of a division: of its open rounds, or of all with that number")
  public Uni<Coverage> coverage(
      @QueryParam("division") @Nullable Division division,
      @QueryParam("number") @Min(1) @Max(999) @Nullable Integer number) {
    Division of = register.asked(division);
    return sessions.withSession(session -> rounds.coverage(session, of, number));
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "One round with its coverage")
  public Uni<Answer> get(@PathParam("id") UUID id) {
    return sessions.withSession(
        session -> rounds.own(session, id).chain(row -> answer(session, row)));
  }

  @GET
  @Path("/{id}/missing")
  @Operation(summary = "Households and persons not accounted for, by household, page by page")
  public Uni<List<Missing>> missing(
      @PathParam("id") UUID id,
      @QueryParam("standing") Missing.@Nullable Standing standing,
      @QueryParam("after") @Nullable UUID after,
      @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(200) int limit) {
    List<Standing> standings =
        Arrays.stream(Standing.values())
            .filter(each -> standing == null || shown(each) == standing)
            .toList();
    UUID last = after == null ? BEFORE_ALL : after;
    return sessions.withSession(
        session ->
            rounds
                .own(session, id)
                .chain(round -> rounds.missing(session, id, standings, last, limit))
                .map(rows -> rows.stream().map(Missing::of).toList()));
  }

  @POST
  @Path("/{id}/excuses")
  @Operation(summary = "Go on without some, for a stated reason; all or none")
  public Uni<Answer> excuse(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Excusing request) {
    Report report = register.report(request.time());
    return commands.once(
        field.key(key, List.of(id, request)),
        Answer.class,
        session ->
            rounds
                .excuse(
                    session,
                    id,
                    request.allHouseholds(),
                    request.allResidents(),
                    request.reason(),
                    report)
                .chain(row -> answer(session, row)));
  }

  @POST
  @Path("/{id}/closing")
  @Operation(summary = "Close a round in which everybody is accounted for or excused")
  public Uni<Answer> close(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @Nullable @Valid Closing request) {
    Report report = register.report(request == null ? null : request.time());
    return commands
        .transact(session -> rounds.takeInLatecomers(session, id))
        .chain(
            () ->
                commands.once(
                    field.key(key, List.of(id, "closing", String.valueOf(request))),
                    Answer.class,
                    session ->
                        rounds.close(session, id, report).chain(row -> answer(session, row))));
  }
}
