package org.qunfang.resident.responsibility;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Multi;
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
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.ContactChannel;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.Commands;
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.household.HouseholdRejection;
import org.qunfang.resident.place.PlaceRejection;
import org.qunfang.resident.place.Places;
import org.qunfang.resident.register.Page;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.register.TakenFrom;
import org.qunfang.resident.register.Versions.Versioned;
import org.qunfang.resident.register.Where;
import org.qunfang.resident.responsibility.Duties.Place;
import org.qunfang.resident.responsibility.Duties.Whose;
import org.qunfang.resident.worker.EnlistedWorker;
import org.qunfang.resident.worker.Workers;
import org.qunfang.security.Roles;

/** Who answers for which household (干部包户). */
@Consumes(MediaType.APPLICATION_JSON)
@Path("/responsibility")
@RolesAllowed({
  Roles.COMMUNITY_WORKER,
  Roles.STREET_OFFICER,
  Roles.DISTRICT_OFFICER,
  Roles.CITY_OFFICER
})
public class HouseholdDutyResource {

  private final FieldReport field;
  private final Register register;
  private final Commands commands;
  private final Workers workers;
  private final Places places;
  private final Duties duties;
  private final Loads loads;

  HouseholdDutyResource(
      FieldReport field,
      Register register,
      Commands commands,
      Workers workers,
      Places places,
      Duties duties,
      Loads loads) {
    this.field = field;
    this.register = register;
    this.commands = commands;
    this.workers = workers;
    this.places = places;
    this.duties = duties;
    this.loads = loads;
  }

  /**
   * These households, by hand, have this cadre.
   *
   * @param from the cadres that they are taken from
   */
  public record Assigning(
      @NotNull UUID cadre,
      @NotNull @Size(min = 1, max = 500) List<@NotNull UUID> households,
      @Nullable @Size(max = 200) List<@NotNull UUID> from,
      @Nullable Instant time) {}

  /**
   * All households of a compound, a group or a building have this cadre.
   *
   * @param from the cadres that they are taken from
   */
  public record AssigningPlace(
      @NotNull UUID cadre,
      @NotNull UUID place,
      @Nullable @Size(max = 200) List<@NotNull UUID> from,
      @Nullable Instant time) {}

  /**
   * All households of a community, or of a place in it, that have nobody are shared out evenly
   * among these workers, or all who can.
   */
  public record Sharing(
      @NotNull @Size(max = 12) String community,
      @Nullable UUID place,
      @Nullable @Size(min = 1, max = 200) List<@NotNull UUID> cadres,
      @Nullable Instant time) {}

  /**
   * These households have nobody for now.
   *
   * @param from the cadres that they are taken from
   */
  public record Releasing(
      @NotNull @Size(min = 1, max = 500) List<@NotNull UUID> households,
      @Nullable @Size(max = 200) List<@NotNull UUID> from,
      @Nullable Instant time) {}

  /**
   * For how many households it is new.
   *
   * @param left how many are left for the same request again, when they were too many at once
   */
  public record Changed(int households, int left) {}

  /** A household and who answers for it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Answer(
      UUID household,
      String community,
      @Nullable String compound,
      @Nullable String building,
      @Nullable UUID place,
      @Nullable UUID cadre,
      @Nullable LocalDate contacted,
      @Nullable UUID contactedBy,
      @Nullable ContactChannel channel,
      long version)
      implements Versioned {

    static Answer of(AssignedHousehold row) {
      return new Answer(
          row.id,
          row.community,
          row.compound,
          row.building,
          row.place,
          row.cadre,
          row.contacted,
          row.contactedBy,
          row.channel,
          row.version);
    }
  }

  @POST
  @Path("/assignments")
  @Operation(summary = "From now on the cadre answers for these households")
  public Uni<Changed> assign(
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Assigning request) {
    Report report = register.report(request.time());
    return commands.once(
        field.key(key, List.of("assign", request)),
        Changed.class,
        session ->
            workers
                .own(session, request.cadre())
                .chain(
                    cadre ->
                        duties
                            .own(session, request.households())
                            .invoke(rows -> requireNamed(request.from(), request.cadre(), rows))
                            .chain(rows -> duties.assign(session, rows, cadre, report)))
                .map(count -> new Changed(count, 0)));
  }

  @POST
  @Path("/place-assignments")
  @Operation(summary = "From now on the cadre answers for a whole compound or building")
  public Uni<Changed> assignPlace(
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid AssigningPlace request) {
    Report report = register.report(request.time());
    Whose others = new Whose.NotOf(request.cadre());
    return commands.once(
        field.key(key, List.of("assign-place", request)),
        Changed.class,
        session ->
            workers
                .own(session, request.cadre())
                .chain(
                    cadre ->
                        place(session, cadre.community(), request.place())
                            .call(place -> requireNamed(session, request, place, others))
                            .chain(place -> assign(session, place, others, cadre, report))));
  }

  private Uni<Void> requireNamed(
      Mutiny.Session session, AssigningPlace request, Place place, Whose others) {
    return duties
        .cadres(session, place, others)
        .invoke(
            cadres ->
                TakenFrom.require(
                    request.from(), request.cadre(), cadres.stream(), DutyRejection.OTHERS_ANSWER))
        .replaceWithVoid();
  }

  private static void requireNamed(
      @Nullable List<UUID> from, @Nullable UUID to, List<AssignedHousehold> rows) {
    TakenFrom.require(from, to, rows.stream().map(row -> row.cadre), DutyRejection.OTHERS_ANSWER);
  }

  private Uni<Changed> assign(
      Mutiny.Session session, Place place, Whose whose, EnlistedWorker cadre, Report report) {
    return duties
        .count(session, place, whose)
        .chain(
            count ->
                duties
                    .of(session, place, whose)
                    .chain(rows -> duties.assign(session, rows, cadre, report))
                    .map(done -> new Changed(done, count - done)));
  }

  /** That place of the community, or all of the community when none is named. */
  private Uni<Place> place(Mutiny.Session session, Division community, @Nullable UUID id) {
    return id == null
        ? Uni.createFrom().item(new Place(community, null))
        : places
            .own(session, id)
            .map(
                row -> {
                  if (!row.community().equals(community)) {
                    throw new CommandRejected(PlaceRejection.PLACE_OF_ANOTHER_COMMUNITY);
                  }
                  return new Place(community, id);
                });
  }

  @POST
  @Path("/shares")
  @Operation(summary = "Share out evenly the households that nobody answers for")
  public Uni<Changed> share(
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Sharing request) {
    Report report = register.report(request.time());
    Division community = field.community(request.community());
    return commands.once(
        field.key(key, List.of("share", request)),
        Changed.class,
        session ->
            place(session, community, request.place())
                .chain(place -> share(session, place, request.cadres(), report)));
  }

  private Uni<Changed> share(
      Mutiny.Session session, Place place, @Nullable List<UUID> chosen, Report report) {
    Whose nobodys = new Whose.Nobodys();
    return cadres(session, place.community(), chosen)
        .chain(
            cadres ->
                duties
                    .count(session, place, nobodys)
                    .chain(
                        count ->
                            duties
                                .of(session, place, nobodys)
                                .chain(
                                    rows ->
                                        duties.share(
                                            session, rows, count - rows.size(), cadres, report))
                                .map(done -> new Changed(done, count - done))));
  }

  private Uni<List<EnlistedWorker>> cadres(
      Mutiny.Session session, Division community, @Nullable List<UUID> chosen) {
    return chosen == null
        ? Workers.cadres(session, community, null)
        : Multi.createFrom()
            .iterable(new TreeSet<>(chosen))
            .onItem()
            .transformToUniAndConcatenate(id -> workers.own(session, id))
            .collect()
            .asList();
  }

  @POST
  @Path("/releases")
  @Operation(summary = "Nobody answers for these households for now")
  public Uni<Changed> release(
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Releasing request) {
    Report report = register.report(request.time());
    return commands.once(
        field.key(key, List.of("release", request)),
        Changed.class,
        session ->
            duties
                .own(session, request.households())
                .invoke(rows -> requireNamed(request.from(), null, rows))
                .chain(rows -> duties.release(session, rows, report))
                .map(count -> new Changed(count, 0)));
  }

  @GET
  @Path("/households")
  @Operation(summary = "Who answers for the households of a division, page by page")
  public Uni<List<Answer>> list(
      @BeanParam @Valid Page page,
      @QueryParam("cadre") @Nullable UUID cadre,
      @QueryParam("withCadre") @Nullable Boolean withCadre) {
    return register.list(
        AssignedHousehold.class,
        page,
        Where.any().is("closed", false).is("cadre", cadre).has("cadre", withCadre),
        Answer::of);
  }

  @GET
  @Path("/households/{id}")
  @Operation(summary = "Who answers for a household")
  public Uni<Answer> get(@PathParam("id") UUID id) {
    return register.read(
        AssignedHousehold.class, id, HouseholdRejection.NO_SUCH_HOUSEHOLD, Answer::of);
  }

  @GET
  @Path("/loads/{community}")
  @Operation(summary = "How many households each cadre of a community answers for, summed up")
  public Uni<Loads.Summary> loads(@PathParam("community") String community) {
    return loads.of(field.community(community));
  }
}
