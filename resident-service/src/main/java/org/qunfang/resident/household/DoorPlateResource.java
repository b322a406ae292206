package org.qunfang.resident.household;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
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
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.PlateCategory;
import org.qunfang.eventstore.CollidedTooOften;
import org.qunfang.eventstore.Commands;
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.personal.PersonalVault;
import org.qunfang.resident.register.Page;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.register.Versions.Versioned;
import org.qunfang.resident.register.Where;
import org.qunfang.security.Roles;

/** The numbered plates on the doors (门牌). */
@Consumes(MediaType.APPLICATION_JSON)
@Path("/door-plates")
@RolesAllowed({
  Roles.COMMUNITY_WORKER,
  Roles.STREET_OFFICER,
  Roles.DISTRICT_OFFICER,
  Roles.CITY_OFFICER
})
public class DoorPlateResource {

  /** A whole community gets its plates in a week; those who come at once take turns. */
  private static final int TURNS = 5;

  private final Mutiny.SessionFactory sessions;
  private final FieldReport field;
  private final Register register;
  private final Commands commands;
  private final DoorPlates plates;
  private final PersonalVault vault;

  DoorPlateResource(
      Mutiny.SessionFactory sessions,
      FieldReport field,
      Register register,
      Commands commands,
      DoorPlates plates,
      PersonalVault vault) {
    this.sessions = sessions;
    this.field = field;
    this.register = register;
    this.commands = commands;
    this.plates = plates;
    this.vault = vault;
  }

  /**
   * A door; the text on its plate is an address, and goes into the sealed files.
   *
   * @param version of the plate that it had when it was looked at, where {@code If-Match} cannot
   *     tell of all
   */
  public record Door(
      @NotNull UUID household,
      @Nullable @Size(min = 1, max = 120) String text,
      @Nullable @PositiveOrZero Long version) {

    @Override
    public String toString() {
      return "Door[…]";
    }
  }

  /** Plates of one category, in the order in which the doors are to be numbered. */
  public record Assignment(
      @NotNull PlateCategory category,
      @NotEmpty @Size(max = 100) List<@NotNull @Valid Door> doors,
      @Nullable Instant time) {

    @Override
    public String toString() {
      return "Assignment[…]";
    }

    String content() {
      StringBuilder content =
          new StringBuilder("door-plates\n").append(category).append('\n').append(time);
      doors.forEach(
          door ->
              content
                  .append('\n')
                  .append(door.household())
                  .append(' ')
                  .append(door.version())
                  .append(' ')
                  .append(door.text()));
      return content.toString();
    }
  }

  /** A plate, without what stands on it. */
  public record Answer(
      UUID household, String community, PlateCategory category, int number, long version)
      implements Versioned {

    static Answer of(DoorPlate row) {
      return new Answer(row.household, row.community, row.category, row.number, row.version);
    }
  }

  /** The plates, in the order of the doors. */
  public record Assigned(List<Answer> plates) {}

  /** What somebody reads on a plate. */
  public record Lookup(
      @NotNull @Size(max = 12) String community, @NotBlank @Size(max = 120) String text) {

    @Override
    public String toString() {
      return "Lookup[…]";
    }
  }

  @POST
  @ResponseStatus(StatusCode.CREATED)
  @Operation(summary = "Give doors the next numbers of a category, all or none")
  public Uni<Assigned> assign(
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Assignment request) {
    Report report = register.report(request.time());
    List<DoorPlates.Door> doors =
        request.doors().stream()
            .map(door -> new DoorPlates.Door(door.household(), door.text(), door.version()))
            .toList();
    return commands
        .once(
            field.key(key, vault.fingerprint(request.content())),
            Assigned.class,
            session ->
                plates
                    .assign(session, request.category(), doors, report)
                    .map(rows -> new Assigned(rows.stream().map(Answer::of).toList())))
        .onFailure(CollidedTooOften.class)
        .retry()
        .atMost(TURNS);
  }

  @GET
  @Operation(summary = "Door plates of a division, page by page")
  public Uni<List<Answer>> list(
      @BeanParam @Valid Page page, @QueryParam("category") @Nullable PlateCategory category) {
    return register.list(DoorPlate.class, page, Where.any().is("category", category), Answer::of);
  }

  @GET
  @Path("/{household}")
  @Operation(summary = "The door plate of a household")
  public Uni<Answer> get(@PathParam("household") UUID household) {
    return register.read(DoorPlate.class, household, HouseholdRejection.NO_DOOR_PLATE, Answer::of);
  }

  @POST
  @Path("/lookups")
  @Operation(summary = "The household of the own division behind the plate with this text")
  public Uni<Answer> lookUp(@NotNull @Valid Lookup request) {
    Division community = field.community(request.community());
    return sessions.withSession(
        session -> plates.find(session, community, request.text()).map(Answer::of));
  }
}
