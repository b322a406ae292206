package org.qunfang.resident.household;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.EventIds;
import org.qunfang.events.ResidentEvent.HouseholdClosing;
import org.qunfang.events.ResidentEvent.Tenure;
import org.qunfang.events.ResidentEvent.VisitOutcome;
import org.qunfang.eventstore.Commands;
import org.qunfang.eventstore.Told;
import org.qunfang.eventstore.Traces;
import org.qunfang.intake.Created;
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.division.DivisionsInForce;
import org.qunfang.resident.household.HouseholdCommand.RegisterHousehold;
import org.qunfang.resident.personal.PersonalFiles;
import org.qunfang.resident.personal.PersonalVault;
import org.qunfang.resident.personal.Place;
import org.qunfang.resident.personal.SealedDoor;
import org.qunfang.resident.register.Page;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.register.Versions.Versioned;
import org.qunfang.resident.register.Where;
import org.qunfang.security.Roles;

/** The register of households. */
@Consumes(MediaType.APPLICATION_JSON)
@Path("/households")
@RolesAllowed({
  Roles.COMMUNITY_WORKER,
  Roles.STREET_OFFICER,
  Roles.DISTRICT_OFFICER,
  Roles.CITY_OFFICER
})
public class HouseholdResource {

  private final FieldReport field;
  private final DivisionsInForce divisions;
  private final Register register;
  private final Commands commands;
  private final Households households;
  private final PersonalFiles files;
  private final PersonalVault vault;

  HouseholdResource(
      FieldReport field,
      DivisionsInForce divisions,
      Register register,
      Commands commands,
      Households households,
      PersonalFiles files,
      PersonalVault vault) {
    this.field = field;
    this.divisions = divisions;
    this.register = register;
    this.commands = commands;
    this.households = households;
    this.files = files;
    this.vault = vault;
  }

  /**
   * A household to register; the door goes into the sealed files and is never listed.
   *
   * @param shared others of that tenure live behind the door, each a household of its own (合租)
   */
  public record Registration(
      @Nullable UUID id,
      @NotNull @Size(max = 12) String community,
      @NotNull Tenure tenure,
      @Nullable @Size(max = 60) String compound,
      @Nullable @Size(max = 60) String building,
      @Nullable @Size(min = 1, max = 120) String door,
      boolean shared,
      @Nullable Instant time) {

    @Override
    public String toString() {
      return "Registration[…]";
    }

    String content() {
      return String.join("\n", "household", String.valueOf(id), community, tenure.name())
          + List.of(text(compound), text(building), text(door), String.valueOf(time))
          + (shared ? "shared" : "");
    }

    private static String text(@Nullable String value) {
      return String.valueOf(value);
    }
  }

  /** A household as it is listed. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Answer(
      UUID id,
      String community,
      Tenure tenure,
      @Nullable String compound,
      @Nullable String building,
      @Nullable Integer round,
      @Nullable VisitOutcome outcome,
      @Nullable Instant revisitBy,
      boolean revisitOverdue,
      int people,
      boolean closed,
      Instant registered,
      long version)
      implements Versioned {

    /** A household as the register has it. */
    public static Answer of(RegisteredHousehold row) {
      return new Answer(
          row.id,
          row.community,
          row.tenure,
          row.compound,
          row.building,
          row.round,
          row.outcome,
          row.revisitBy,
          row.revisitOverdue,
          row.people,
          row.closed,
          row.registered,
          row.version);
    }
  }

  @POST
  @ResponseStatus(StatusCode.CREATED)
  @Operation(
      summary =
          "Register a household; a door has one of each tenure, unless it is said to be shared")
  public Uni<RestResponse<Answer>> register(
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Registration request) {
    Told told = field.told(request.community(), request.time());
    divisions.require(told.community());
    UUID id = request.id() == null ? EventIds.next() : request.id();
    NewHousehold household =
        new NewHousehold(
            new RegisterHousehold(id, request.tenure(), request.compound(), request.building()),
            door(id, told.community(), request),
            request.shared(),
            told,
            Traces.current());
    return households
        .register(field.key(key, vault.fingerprint(request.content())), household)
        .map(answer -> Created.at("/households/" + answer.id(), answer));
  }

  private @Nullable SealedDoor door(UUID id, Division community, Registration request) {
    String door = request.door();
    return door == null
        ? null
        : files.sealDoor(id, new Place(community, request.compound(), request.building()), door);
  }

  @GET
  @Operation(summary = "Households of a division, page by page")
  public Uni<List<Answer>> list(
      @BeanParam @Valid Page page,
      @QueryParam("tenure") @Nullable Tenure tenure,
      @QueryParam("outcome") @Nullable VisitOutcome outcome,
      @QueryParam("revisitOverdue") @Nullable Boolean revisitOverdue,
      @QueryParam("closed") @Nullable Boolean closed) {
    return register.list(
        RegisteredHousehold.class,
        page,
        Where.any()
            .is("tenure", tenure)
            .is("outcome", outcome)
            .is("revisit_overdue", revisitOverdue)
            .is("closed", closed),
        Answer::of);
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "One household")
  public Uni<Answer> get(@PathParam("id") UUID id) {
    return register.read(
        RegisteredHousehold.class, id, HouseholdRejection.NO_SUCH_HOUSEHOLD, Answer::of);
  }

  /**
   * Who holds the dwelling, rightly.
   *
   * @param shared others of that tenure live behind the door, each a household of its own (合租)
   */
  public record Correction(@NotNull Tenure tenure, boolean shared, @Nullable Instant time) {}

  @POST
  @Path("/{id}/correction")
  @Operation(summary = "Correct who holds a household; insists on the version that was looked at")
  @Parameter(name = HttpHeaders.IF_MATCH, in = ParameterIn.HEADER, required = true)
  public Uni<Answer> correct(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Correction request) {
    Report report = register.edit(request.time());
    return commands.once(
        field.key(key, List.of(id, request)),
        Answer.class,
        session ->
            own(session, id)
                .chain(
                    row ->
                        households.correct(
                            session, row, request.tenure(), request.shared(), report.of(row)))
                .map(Answer::of));
  }

  /** Why nobody will live there again. */
  public record Closing(@NotNull HouseholdClosing reason, @Nullable Instant time) {}

  @POST
  @Path("/{id}/closing")
  @Operation(summary = "Take a household without occupants off the register")
  public Uni<Answer> close(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Closing request) {
    Report report = register.report(request.time());
    return commands.once(
        field.key(key, List.of(id, request)),
        Answer.class,
        session ->
            own(session, id)
                .chain(row -> households.close(session, row, request.reason(), report.of(row)))
                .map(Answer::of));
  }

  private Uni<RegisteredHousehold> own(Mutiny.Session session, UUID id) {
    return register.own(
        session, RegisteredHousehold.class, id, HouseholdRejection.NO_SUCH_HOUSEHOLD);
  }
}
