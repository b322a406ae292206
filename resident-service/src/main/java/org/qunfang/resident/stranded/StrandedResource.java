package org.qunfang.resident.stranded;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.eventstore.Commands;
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.register.Page;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.stranded.Stranded.Person;
import org.qunfang.resident.stranded.Stranded.Wanted;
import org.qunfang.security.Roles;

/** Those who are registered as stranded (滞留人员); they leave like every resident. */
@Consumes(MediaType.APPLICATION_JSON)
@Path("/stranded")
@RolesAllowed({
  Roles.COMMUNITY_WORKER,
  Roles.STREET_OFFICER,
  Roles.DISTRICT_OFFICER,
  Roles.CITY_OFFICER
})
public class StrandedResource {

  private final FieldReport field;
  private final Register register;
  private final Commands commands;
  private final Mutiny.SessionFactory sessions;
  private final Stranded stranded;

  StrandedResource(
      FieldReport field,
      Register register,
      Commands commands,
      Mutiny.SessionFactory sessions,
      Stranded stranded) {
    this.field = field;
    this.register = register;
    this.commands = commands;
    this.sessions = sessions;
    this.stranded = stranded;
  }

  /**
   * How somebody stays; {@code site} is the place where they are sheltered, if not at somebody's
   * home: a hotel or a school is registered as one before anybody stays there.
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record StayNote(
      @NotNull LocalDate since,
      @Nullable UUID site,
      @Nullable LocalDate expectedEnd,
      @Nullable Instant time) {

    Stay.Noted stay() {
      return new Stay.Noted(
          FieldReport.day(since), site, expectedEnd == null ? null : FieldReport.day(expectedEnd));
    }
  }

  @GET
  @Operation(summary = "Those stranded in a division, page by page")
  public Uni<List<Person>> list(
      @BeanParam @Valid Page page,
      @QueryParam("foreigner") @Nullable Boolean foreigner,
      @QueryParam("sinceFrom") @Nullable LocalDate sinceFrom,
      @QueryParam("sinceTo") @Nullable LocalDate sinceTo,
      @QueryParam("site") @Nullable UUID site,
      @QueryParam("leavingBy") @Nullable LocalDate leavingBy,
      @QueryParam("noted") @Nullable Boolean noted,
      @QueryParam("gone") @DefaultValue("false") boolean gone) {
    return stranded.list(
        page, new Wanted(gone, foreigner, sinceFrom, sinceTo, site, leavingBy, noted));
  }

  @GET
  @Path("/{resident}")
  @Operation(summary = "Somebody stranded; the version is that of the note of their stay")
  public Uni<Person> get(@PathParam("resident") UUID resident) {
    return sessions.withSession(session -> stranded.get(session, resident));
  }

  @POST
  @Path("/{resident}/stay")
  @Operation(
      summary =
          "Note since when somebody is stranded, at which place they are sheltered and until when;"
              + " whoever replaces a note needs If-Match")
  public Uni<Person> note(
      @PathParam("resident") UUID resident,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid StayNote request) {
    Stay.Noted stay = request.stay();
    Report report = register.report(request.time());
    return commands.once(
        field.key(key, List.of("stay", resident, request)),
        Person.class,
        session -> stranded.note(session, resident, stay, report).map(Person::of));
  }
}
