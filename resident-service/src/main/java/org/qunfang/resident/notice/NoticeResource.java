package org.qunfang.resident.notice;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
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
import org.qunfang.events.ResidentEvent.NoticeChannel;
import org.qunfang.events.ResidentEvent.NoticeKind;
import org.qunfang.eventstore.CommandKey;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.Commands;
import org.qunfang.intake.Created;
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.notice.DeliveryCommand.Acknowledge;
import org.qunfang.resident.notice.DeliveryCommand.Deliver;
import org.qunfang.resident.register.Page;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.register.Where;
import org.qunfang.security.DivisionScope;
import org.qunfang.security.Roles;

/** Notices to households (宣传), and who has them. */
@Consumes(MediaType.APPLICATION_JSON)
@Path("/")
@RolesAllowed({
  Roles.COMMUNITY_WORKER,
  Roles.STREET_OFFICER,
  Roles.DISTRICT_OFFICER,
  Roles.CITY_OFFICER
})
public class NoticeResource {

  private final FieldReport field;
  private final Register register;
  private final Commands commands;
  private final Notices notices;
  private final LayingOut layingOut;
  private final DivisionScope scope;
  private final Mutiny.SessionFactory sessions;

  NoticeResource(
      FieldReport field,
      Register register,
      Commands commands,
      Notices notices,
      LayingOut layingOut,
      DivisionScope scope,
      Mutiny.SessionFactory sessions) {
    this.field = field;
    this.register = register;
    this.commands = commands;
    this.notices = notices;
    this.layingOut = layingOut;
    this.scope = scope;
    this.sessions = sessions;
  }

  /** A notice to every household of a division. */
  public record Publishing(
      @Nullable UUID id,
      @NotNull @Size(max = 12) String division,
      @NotNull NoticeKind kind,
      @NotBlank @Size(max = 200) String title,
      @NotBlank @Size(max = 20_000) String text,
      @Nullable Instant time) {}

  /** It need reach nobody any more. */
  public record Withdrawing(@Nullable Instant time) {}

  /** These households were given the notice, and signed for it when {@code acknowledged}. */
  public record Delivering(
      @NotNull @Size(min = 1, max = 500) List<@NotNull UUID> households,
      @NotNull NoticeChannel channel,
      boolean acknowledged,
      @Nullable Instant time) {}

  /** These households say that they have it. */
  public record Acknowledging(
      @NotNull @Size(min = 1, max = 500) List<@NotNull UUID> households, @Nullable Instant time) {}

  /** For how many households it is new. */
  public record Changed(int households) {}

  /** A notice. */
  public record Answer(
      UUID id,
      String division,
      NoticeKind kind,
      String title,
      String text,
      Instant published,
      boolean withdrawn) {

    static Answer of(Notice row) {
      return new Answer(
          row.id, row.division, row.kind, row.title, row.text, row.published, row.withdrawn);
    }
  }

  /** How far a notice has come in a community. */
  public record Coverage(
      UUID notice,
      String community,
      NoticeKind kind,
      boolean withdrawn,
      int households,
      int delivered,
      int acknowledged) {

    static Coverage of(NoticeCoverage row) {
      return new Coverage(
          row.notice,
          row.community,
          row.kind,
          row.withdrawn,
          row.households,
          row.delivered,
          row.acknowledged);
    }
  }

  /** How far a notice has come in a division, all communities together. */
  public record Total(
      String division, long communities, long households, long delivered, long acknowledged) {}

  /** Whether a household has a notice. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Receipt(
      UUID id,
      UUID household,
      String community,
      @Nullable Instant delivered,
      @Nullable NoticeChannel channel,
      @Nullable Instant acknowledged,
      long version) {

    static Receipt of(NoticeReceipt row) {
      return new Receipt(
          row.id,
          row.household,
          row.community,
          row.delivered,
          row.channel,
          row.acknowledged,
          row.version);
    }
  }

  @POST
  @ResponseStatus(StatusCode.CREATED)
  @Path("/notices")
  @Operation(summary = "Publish a notice to every household of a division")
  public Uni<RestResponse<Answer>> publish(
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Publishing request) {
    Division division = field.official(request.division());
    scope.require(division);
    Report report = register.report(request.time());
    UUID id = request.id() == null ? EventIds.next() : request.id();
    Notice notice =
        new Notice(id, division, request.kind(), request.title(), request.text(), report);
    return commands
        .once(
            field.key(key, List.of("notice", request)),
            Answer.class,
            session -> add(session, notice))
        .call(answer -> layOut(answer, division))
        .map(answer -> Created.at("/notices/" + answer.id(), answer));
  }

  private static Uni<Answer> add(Mutiny.Session session, Notice notice) {
    return session
        .find(Notice.class, notice.id)
        .invoke(
            taken -> {
              if (taken != null) {
                throw new CommandRejected(NoticeRejection.NOTICE_ALREADY_PUBLISHED);
              }
            })
        .chain(() -> session.persist(notice))
        .replaceWith(() -> Answer.of(notice));
  }

  /**
   * At once where it is some dozens of communities; a city's thousands are laid out by the clock.
   */
  private Uni<Void> layOut(Answer notice, Division division) {
    return division.level().compareTo(Division.Level.STREET) < 0
        ? Uni.createFrom().voidItem()
        : layingOut.layOut(notice.id());
  }

  @GET
  @Path("/notices")
  @Operation(summary = "Notices that concern a division, of more than it too, page by page")
  public Uni<List<Answer>> list(
      @QueryParam("division") @Nullable Division division,
      @QueryParam("kind") @Nullable NoticeKind kind,
      @QueryParam("withdrawn") @Nullable Boolean withdrawn,
      @QueryParam("after") @Parameter(description = Page.AFTER) @Nullable UUID after,
      @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(200) int limit,
      @QueryParam("sort") @DefaultValue("NEWEST") Page.Sort sort) {
    return register.concerning(
        Notice.class,
        new Page(division, after, limit, sort),
        Where.any().is("kind", kind).is("withdrawn", withdrawn),
        Answer::of);
  }

  @GET
  @Path("/notices/{id}")
  @Operation(summary = "One notice")
  public Uni<Answer> get(@PathParam("id") UUID id) {
    return sessions.withSession(session -> notices.concerning(session, id).map(Answer::of));
  }

  @POST
  @Path("/notices/{id}/withdrawal")
  @Operation(summary = "The notice need reach nobody any more")
  public Uni<Answer> withdraw(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @Nullable @Valid Withdrawing request) {
    Report report = register.report(request == null ? null : request.time());
    return commands.once(
        field.key(key, List.of("withdraw", id, String.valueOf(request))),
        Answer.class,
        session ->
            notices
                .concerning(session, id)
                .call(notice -> notices.withdraw(session, notice, report))
                .map(Answer::of));
  }

  @POST
  @Path("/notices/{id}/deliveries")
  @Operation(summary = "Tell which households were given the notice; each has it once")
  public Uni<Changed> deliver(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Delivering request) {
    return tell(
        field.key(key, List.of("deliver", id, request)),
        id,
        request.households(),
        household -> new Deliver(id, household, request.channel(), request.acknowledged()),
        register.report(request.time()));
  }

  @POST
  @Path("/notices/{id}/acknowledgements")
  @Operation(summary = "Tell which households have acknowledged the notice")
  public Uni<Changed> acknowledge(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Acknowledging request) {
    return tell(
        field.key(key, List.of("acknowledge", id, request)),
        id,
        request.households(),
        household -> new Acknowledge(id, household),
        register.report(request.time()));
  }

  private Uni<Changed> tell(
      CommandKey key,
      UUID id,
      List<UUID> households,
      Function<UUID, DeliveryCommand> command,
      Report report) {
    return commands.once(
        key,
        Changed.class,
        session ->
            notices
                .concerning(session, id)
                .chain(notice -> notices.tell(session, notice, households, command, report))
                .map(Changed::new));
  }

  @GET
  @Path("/notices/{id}/households")
  @Operation(summary = "Which households have a notice, and which have not, page by page")
  public Uni<List<Receipt>> households(
      @PathParam("id") UUID id,
      @BeanParam @Valid Page page,
      @QueryParam("delivered") @Nullable Boolean delivered,
      @QueryParam("acknowledged") @Nullable Boolean acknowledged) {
    return sessions
        .withSession(session -> notices.concerning(session, id))
        .chain(
            () ->
                register.list(
                    NoticeReceipt.class,
                    page,
                    NoticeReceipt.of(id, delivered, acknowledged),
                    Receipt::of));
  }

  @GET
  @Path("/notices/{id}/coverage")
  @Operation(summary = "How far a notice has come in a division, all communities together")
  public Uni<Total> coverage(
      @PathParam("id") UUID id, @QueryParam("division") @Nullable Division division) {
    Division of = register.asked(division);
    return sessions.withSession(
        session ->
            notices
                .concerning(session, id)
                .chain(
                    notice ->
                        session
                            .createSelectionQuery(
                                """
                                select count(*), coalesce(sum(households), 0),
                                       coalesce(sum(delivered), 0), coalesce(sum(acknowledged), 0)
                                  from NoticeCoverage where notice = ?1 and community like ?2
                                """,
                                Object[].class)
                            .setParameter(1, notice.id)
                            .setParameter(2, of.prefix() + "%")
                            .getSingleResult())
                .map(
                    sums ->
                        new Total(
                            of.code(),
                            (Long) sums[0],
                            (Long) sums[1],
                            (Long) sums[2],
                            (Long) sums[3])));
  }

  @GET
  @Path("/notice-coverage")
  @Operation(summary = "How far notices have come, community by community, page by page")
  public Uni<List<Coverage>> coverages(
      @BeanParam @Valid Page page,
      @QueryParam("notice") @Nullable UUID notice,
      @QueryParam("kind") @Nullable NoticeKind kind,
      @QueryParam("withdrawn") @Nullable Boolean withdrawn) {
    return register.list(
        NoticeCoverage.class,
        page,
        Where.any().is("notice", notice).is("kind", kind).is("withdrawn", withdrawn),
        Coverage::of);
  }
}
