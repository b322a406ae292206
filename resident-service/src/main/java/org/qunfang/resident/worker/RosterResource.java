package org.qunfang.resident.worker;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
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
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.EventIds;
import org.qunfang.events.ResidentEvent.PostKind;
import org.qunfang.eventstore.Commands;
import org.qunfang.eventstore.EventLogConfig;
import org.qunfang.eventstore.Told;
import org.qunfang.intake.Created;
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.register.Page;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.register.Versions.Versioned;
import org.qunfang.resident.register.Where;
import org.qunfang.resident.worker.Gaps.Cover;
import org.qunfang.resident.worker.Gaps.Gap;
import org.qunfang.resident.worker.PostCommand.OpenPost;
import org.qunfang.security.Roles;

/** Rosters (排班): who is at which post when, and where nobody is. */
@Consumes(MediaType.APPLICATION_JSON)
@Path("/")
@RolesAllowed({
  Roles.COMMUNITY_WORKER,
  Roles.STREET_OFFICER,
  Roles.DISTRICT_OFFICER,
  Roles.CITY_OFFICER
})
public class RosterResource {

  private static final String MINUTE_OF_DAY = "^([01][0-9]|2[0-3]):[0-5][0-9]$";
  private static final String END_IN_DAY = "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$";
  private static final int MINUTES_OF_DAY = 24 * 60;

  /** No shift is longer, so none that began before that reaches into a day. */
  private static final Duration LONGEST = Duration.ofHours(16);

  private final FieldReport field;
  private final Register register;
  private final Commands commands;
  private final Rosters rosters;
  private final Mutiny.SessionFactory sessions;
  private final ZoneId zone;

  RosterResource(
      FieldReport field,
      Register register,
      Commands commands,
      Rosters rosters,
      Mutiny.SessionFactory sessions,
      EventLogConfig config) {
    this.field = field;
    this.register = register;
    this.commands = commands;
    this.rosters = rosters;
    this.sessions = sessions;
    this.zone = config.zone();
  }

  /**
   * A post to staff every day; until the same as from means round the clock, and before it on the
   * next day. Midnight is 24:00 or 00:00.
   *
   * @param place a place of the community; of a gate its checkpoint, of an isolation site its
   *     facility
   */
  public record Opening(
      @Nullable UUID id,
      @NotNull @Size(max = 12) String community,
      @NotNull PostKind kind,
      @Nullable UUID place,
      @NotNull @Pattern(regexp = MINUTE_OF_DAY) String from,
      @NotNull @Pattern(regexp = END_IN_DAY) String until,
      @NotNull @Min(1) @Max(100) Integer workers,
      @Nullable Instant time) {}

  /** Nobody has to be there any more. */
  public record Closing(@Nullable Instant time) {}

  /** A worker is to be at a post. */
  public record Planning(
      @Nullable UUID id,
      @NotNull UUID worker,
      @NotNull UUID post,
      @NotNull Instant from,
      @NotNull Instant until,
      @Nullable Instant time) {}

  /** The worker will not. */
  public record CallingOff(@Nullable Instant time) {}

  /** A post as it is listed. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Post(
      UUID id,
      String community,
      PostKind kind,
      @Nullable UUID place,
      String from,
      String until,
      int workers,
      boolean closed,
      long version)
      implements Versioned {

    static Post of(DutyPost row) {
      return new Post(
          row.id,
          row.community,
          row.kind,
          row.place,
          clock(row.fromMinute),
          clock(row.untilMinute),
          row.workers,
          row.closed,
          row.version);
    }
  }

  /** A shift as it is listed. */
  public record Shift(
      UUID id,
      String community,
      UUID worker,
      UUID post,
      Instant from,
      Instant until,
      boolean calledOff,
      long version)
      implements Versioned {

    static Shift of(PlannedShift row) {
      return new Shift(
          row.id,
          row.community,
          row.worker,
          row.post,
          row.from,
          row.until,
          row.calledOff,
          row.version);
    }
  }

  /** A community's day: who is where, and where somebody is missing. */
  public record Day(List<Shift> shifts, List<Gap> gaps) {}

  @POST
  @ResponseStatus(StatusCode.CREATED)
  @Path("/duty-posts")
  @Operation(
      summary = "Open a post that has to be staffed",
      description =
          "'place' is an open place of the community; of a GATE it is the checkpoint, of an"
              + " ISOLATION_SITE the facility, which their own services know.")
  public Uni<RestResponse<Post>> open(
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Opening request) {
    Told told = field.told(request.community(), request.time());
    UUID id = request.id() == null ? EventIds.next() : request.id();
    OpenPost command =
        new OpenPost(
            id,
            request.kind(),
            request.place(),
            minute(request.from()),
            minute(request.until()) % MINUTES_OF_DAY,
            request.workers());
    return commands
        .once(
            field.key(key, List.of("duty-post", request)),
            Post.class,
            session -> rosters.open(session, command, told).map(Post::of))
        .map(post -> Created.at("/duty-posts/" + post.id(), post));
  }

  @GET
  @Path("/duty-posts")
  @Operation(summary = "Posts of a division, page by page")
  public Uni<List<Post>> posts(
      @BeanParam @Valid Page page,
      @QueryParam("kind") @Nullable PostKind kind,
      @QueryParam("closed") @Nullable Boolean closed) {
    return register.list(
        DutyPost.class, page, Where.any().is("kind", kind).is("closed", closed), Post::of);
  }

  @GET
  @Path("/duty-posts/{id}")
  @Operation(summary = "One post")
  public Uni<Post> post(@PathParam("id") UUID id) {
    return register.read(DutyPost.class, id, PostRejection.NO_SUCH_POST, Post::of);
  }

  @POST
  @Path("/duty-posts/{id}/closing")
  @Operation(summary = "Nobody has to be at the post any more")
  public Uni<Post> close(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @Nullable @Valid Closing request) {
    Report report = register.report(request == null ? null : request.time());
    return commands.once(
        field.key(key, List.of("close", id, String.valueOf(request))),
        Post.class,
        session -> rosters.close(session, id, report).map(Post::of));
  }

  @POST
  @ResponseStatus(StatusCode.CREATED)
  @Path("/shifts")
  @Operation(summary = "Plan who is at a post, and when")
  public Uni<RestResponse<Shift>> plan(
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Planning request) {
    Report report = register.report(request.time());
    UUID id = request.id() == null ? EventIds.next() : request.id();
    Span span = new Span(request.from(), request.until());
    return commands
        .once(
            field.key(key, List.of("shift", request)),
            Shift.class,
            session ->
                rosters
                    .plan(session, id, request.worker(), request.post(), span, report)
                    .map(Shift::of))
        .map(shift -> Created.at("/shifts/" + shift.id(), shift));
  }

  @GET
  @Path("/shifts")
  @Operation(summary = "Shifts in a division or of a worker, page by page")
  public Uni<List<Shift>> shifts(
      @BeanParam @Valid Page page,
      @QueryParam("worker") @Nullable UUID worker,
      @QueryParam("post") @Nullable UUID post,
      @QueryParam("calledOff") @Nullable Boolean calledOff) {
    return register.list(
        PlannedShift.class,
        page,
        Where.any().is("worker", worker).is("post", post).is("called_off", calledOff),
        Shift::of);
  }

  @GET
  @Path("/shifts/{id}")
  @Operation(summary = "One shift")
  public Uni<Shift> shift(@PathParam("id") UUID id) {
    return register.read(PlannedShift.class, id, RosterRejection.NO_SUCH_SHIFT, Shift::of);
  }

  @POST
  @Path("/shifts/{id}/calling-off")
  @Operation(summary = "The worker will not be at the post")
  public Uni<Shift> callOff(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @Nullable @Valid CallingOff request) {
    Report report = register.report(request == null ? null : request.time());
    return commands.once(
        field.key(key, List.of("call-off", id, String.valueOf(request))),
        Shift.class,
        session -> rosters.callOff(session, id, report).map(Shift::of));
  }

  @GET
  @Path("/rosters/{community}/{day}")
  @Operation(summary = "A community's day: who is where, and where somebody is missing")
  public Uni<Day> day(@PathParam("community") String community, @PathParam("day") LocalDate day) {
    Division of = field.community(community);
    FieldReport.day(day);
    return sessions.withSession(
        session ->
            openPosts(session, of)
                .chain(posts -> shifts(session, of, day).map(shifts -> day(day, posts, shifts))));
  }

  private static Uni<List<DutyPost>> openPosts(Mutiny.Session session, Division community) {
    return session
        .createSelectionQuery(
            "from DutyPost where community = ?1 and not closed order by opened, id", DutyPost.class)
        .setParameter(1, community.code())
        .setReadOnly(true)
        .getResultList();
  }

  /** What touches the day or, for posts that are staffed past midnight, the one after it. */
  private Uni<List<PlannedShift>> shifts(
      Mutiny.Session session, Division community, LocalDate day) {
    return session
        .createSelectionQuery(
            """
            from PlannedShift
             where community = ?1 and from > ?2 and from < ?3 and until > ?4 and not calledOff
             order by from, id
            """,
            PlannedShift.class)
        .setParameter(1, community.code())
        .setParameter(2, start(day).minus(LONGEST))
        .setParameter(3, start(day.plusDays(2)))
        .setParameter(4, start(day))
        .setReadOnly(true)
        .getResultList();
  }

  private Day day(LocalDate day, List<DutyPost> posts, List<PlannedShift> shifts) {
    List<Cover> covers =
        shifts.stream()
            .map(shift -> new Cover(shift.post, new Span(shift.from, shift.until)))
            .toList();
    Instant end = start(day.plusDays(1));
    return new Day(
        shifts.stream().filter(shift -> shift.from.isBefore(end)).map(Shift::of).toList(),
        posts.stream()
            .map(DutyPost::need)
            .flatMap(need -> Gaps.of(need, need.on(day, zone), covers).stream())
            .toList());
  }

  private Instant start(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }

  private static int minute(String clock) {
    return Integer.parseInt(clock.substring(0, 2)) * 60 + Integer.parseInt(clock.substring(3));
  }

  private static String clock(int minute) {
    return "%02d:%02d".formatted(minute / 60, minute % 60);
  }
}
