package org.qunfang.resident.returning;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Multi;
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
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.RiskLevel;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.Commands;
import org.qunfang.intake.Created;
import org.qunfang.intake.FieldReport;
import org.qunfang.intake.StoreProblems;
import org.qunfang.resident.person.Person;
import org.qunfang.resident.register.Page;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.register.Versions.Versioned;
import org.qunfang.resident.register.Where;
import org.qunfang.resident.returning.Returns.Homecoming;
import org.qunfang.security.Problem;
import org.qunfang.security.Roles;

/** The register of those who come back. */
@Consumes(MediaType.APPLICATION_JSON)
@Path("/returns")
@RolesAllowed({
  Roles.COMMUNITY_WORKER,
  Roles.STREET_OFFICER,
  Roles.DISTRICT_OFFICER,
  Roles.CITY_OFFICER
})
public class ReturnResource {

  private final FieldReport field;
  private final Register register;
  private final Commands commands;
  private final Returns returns;
  private final Newcomers newcomers;

  ReturnResource(
      FieldReport field,
      Register register,
      Commands commands,
      Returns returns,
      Newcomers newcomers) {
    this.field = field;
    this.register = register;
    this.commands = commands;
    this.returns = returns;
    this.newcomers = newcomers;
  }

  /**
   * A return to register; {@code origin} is an official division of any level. Without {@code
   * originRisk} the list of risk areas says it, for the day of departure or else of arrival.
   *
   * @param resident who came back, when the register knows them
   * @param household where they live and are registered by this, when it does not
   */
  public record Registration(
      @Nullable UUID resident,
      @Nullable UUID household,
      @Nullable @Valid Person person,
      @NotNull @Size(max = 12) String origin,
      @Nullable RiskLevel originRisk,
      @NotNull LocalDate arrived,
      @Nullable LocalDate departed,
      @Nullable Instant time) {

    @Override
    public String toString() {
      return "Registration[…]";
    }

    Homecoming homecoming(FieldReport field) {
      if ((resident == null) != (household != null && person != null)
          || (household == null) != (person == null)) {
        throw StoreProblems.of(ReturnRejection.RETURNEE_AMBIGUOUS);
      }
      return new Homecoming(
          field.official(origin),
          originRisk,
          FieldReport.day(arrived),
          departed == null ? null : FieldReport.day(departed));
    }
  }

  /**
   * A return as it is listed.
   *
   * @param originRisk as it was told, or else as listed
   * @param listedRisk what the list of risk areas said when it was told
   * @param listedNow what it says now, where that is worse than {@code originRisk}
   * @param reviewed when somebody decided what follows from that
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Answer(
      UUID id,
      String community,
      UUID resident,
      String origin,
      RiskLevel originRisk,
      @Nullable RiskLevel listedRisk,
      @Nullable LocalDate departed,
      LocalDate arrived,
      @Nullable RiskLevel listedNow,
      @Nullable Instant reviewed,
      @Nullable String reviewedBy,
      long version)
      implements Versioned {

    static Answer of(Returnee row) {
      return new Answer(
          row.id,
          row.community,
          row.resident,
          row.origin,
          row.originRisk,
          row.listedRisk,
          row.departed,
          row.arrived,
          row.listedNow,
          row.reviewed,
          row.reviewedBy,
          row.version);
    }
  }

  @POST
  @ResponseStatus(StatusCode.CREATED)
  @Operation(summary = "Register somebody who came back, onto the register too if need be")
  public Uni<RestResponse<Answer>> register(
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Registration request) {
    Homecoming homecoming = request.homecoming(field);
    Report report = register.report(request.time());
    returns.require(homecoming, report);
    return resident(key, request, report)
        .chain(
            resident ->
                commands.once(
                    field.key(key, List.of("return", content(request))),
                    Answer.class,
                    session ->
                        returns.register(session, resident, homecoming, report).map(Answer::of)))
        .map(answer -> Created.at("/returns/" + answer.id(), answer));
  }

  /** Who came back; onto the register first, who is not there. */
  private Uni<UUID> resident(@Nullable String key, Registration request, Report report) {
    UUID known = request.resident();
    UUID household = request.household();
    Person person = request.person();
    return known != null || household == null || person == null
        ? Uni.createFrom().item(known)
        : newcomers.register(key, household, person, report);
  }

  /** All of it but what names a person. */
  private List<Object> content(Registration request) {
    UUID household = request.household();
    Person person = request.person();
    return List.of(
        household == null || person == null
            ? String.valueOf(request.resident())
            : newcomers.fingerprint(household, person),
        request.origin(),
        String.valueOf(request.originRisk()),
        request.arrived(),
        String.valueOf(request.departed()),
        String.valueOf(request.time()));
  }

  @POST
  @Path("/list")
  @Operation(
      summary =
          "Register many who came back, such as those of one bus: all returns or none. Those whom"
              + " the register did not know stay on it even then")
  public Uni<Answer[]> registerAll(
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotEmpty @Size(max = 100) List<@NotNull @Valid Registration> request) {
    List<Coming> all =
        IntStream.range(0, request.size()).mapToObj(i -> coming(request.get(i), i)).toList();
    return Multi.createFrom()
        .range(0, all.size())
        .onItem()
        .transformToUniAndConcatenate(
            i ->
                resident(key == null ? null : i + " " + key, request.get(i), all.get(i).report())
                    .onFailure(Problem.class)
                    .transform(refused -> ((Problem) refused).with("index", i)))
        .collect()
        .asList()
        .chain(
            residents ->
                commands.once(
                    field.key(
                        key, List.of("returns", request.stream().map(this::content).toList())),
                    Answer[].class,
                    session -> registerAll(session, residents, all)));
  }

  /** Somebody on a list of those who came back. */
  private record Coming(Homecoming homecoming, Report report) {}

  private Coming coming(Registration request, int index) {
    try {
      Coming coming = new Coming(request.homecoming(field), register.report(request.time()));
      returns.require(coming.homecoming(), coming.report());
      return coming;
    } catch (Problem problem) {
      throw problem.with("index", index);
    } catch (CommandRejected refused) {
      throw refused(refused, index);
    }
  }

  private Uni<Answer[]> registerAll(
      Mutiny.Session session, List<UUID> residents, List<Coming> all) {
    return Multi.createFrom()
        .range(0, all.size())
        .onItem()
        .transformToUniAndConcatenate(
            i ->
                returns
                    .register(
                        session, residents.get(i), all.get(i).homecoming(), all.get(i).report())
                    .onFailure(CommandRejected.class)
                    .transform(refused -> refused(refused, i)))
        .map(Answer::of)
        .collect()
        .asList()
        .map(answers -> answers.toArray(Answer[]::new));
  }

  private static Problem refused(Throwable refused, int index) {
    return StoreProblems.of(((CommandRejected) refused).reason()).with("index", index);
  }

  @GET
  @Operation(summary = "Returns to a division, page by page")
  public Uni<List<Answer>> list(
      @BeanParam @Valid Page page,
      @QueryParam("originRisk") @Nullable RiskLevel originRisk,
      @QueryParam("origin") @Nullable Division origin,
      @QueryParam("arrivedFrom") @Nullable LocalDate arrivedFrom,
      @QueryParam("arrivedTo") @Nullable LocalDate arrivedTo,
      @QueryParam("arrivedWithinDays") @Min(0) @Max(3650) @Nullable Integer withinDays,
      @QueryParam("resident") @Nullable UUID resident) {
    return register.list(
        Returnee.class,
        page,
        Where.any()
            .is("origin_risk", originRisk)
            .in("origin", origin)
            .from("arrived", arrivedFrom)
            .from("arrived", withinDays == null ? null : returns.today().minusDays(withinDays))
            .to("arrived", arrivedTo)
            .is("resident", resident),
        Answer::of);
  }

  @GET
  @Path("/affected")
  @Operation(
      summary =
          "Returns of the last days whose origin the list now gives a higher level than they have")
  public Uni<List<Answer>> affected(
      @BeanParam @Valid Page page,
      @QueryParam("withinDays") @DefaultValue("14") @Min(0) @Max(AffectedReturns.DAYS)
          int withinDays,
      @QueryParam("reviewed") @DefaultValue("false") boolean reviewed) {
    return register.list(
        Returnee.class,
        page,
        Where.any()
            .has("listed_now", true)
            .has("reviewed", reviewed)
            .from("arrived", returns.today().minusDays(withinDays)),
        Answer::of);
  }

  /** What follows was decided. */
  public record Review(@Nullable Instant time) {}

  @POST
  @Path("/{id}/review")
  @Operation(summary = "What follows for a return whose origin turned out worse has been decided")
  public Uni<Answer> review(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @Nullable @Valid Review request) {
    Report report = register.report(request == null ? null : request.time());
    return commands.once(
        field.key(key, List.of("review return", id, String.valueOf(request))),
        Answer.class,
        session -> returns.review(session, id, report).map(Answer::of));
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "One return")
  public Uni<Answer> get(@PathParam("id") UUID id) {
    return register.read(Returnee.class, id, ReturnRejection.NO_SUCH_RETURN, Answer::of);
  }
}
