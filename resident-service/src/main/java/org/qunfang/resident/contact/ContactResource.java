package org.qunfang.resident.contact;

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
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.ResidentEvent.ContactClass;
import org.qunfang.events.ResidentEvent.ContactSetting;
import org.qunfang.eventstore.Commands;
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.register.Page;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.register.Versions.Versioned;
import org.qunfang.resident.register.Where;
import org.qunfang.security.Roles;

/** The register of contacts. */
@Consumes(MediaType.APPLICATION_JSON)
@Path("/contacts")
@RolesAllowed({
  Roles.COMMUNITY_WORKER,
  Roles.STREET_OFFICER,
  Roles.DISTRICT_OFFICER,
  Roles.CITY_OFFICER
})
public class ContactResource {

  private final FieldReport field;
  private final Register register;
  private final Commands commands;
  private final Contacts contacts;
  private final Shown shown;

  ContactResource(
      FieldReport field, Register register, Commands commands, Contacts contacts, Shown shown) {
    this.shown = shown;
    this.field = field;
    this.register = register;
    this.commands = commands;
    this.contacts = contacts;
  }

  /**
   * A contact as it is listed.
   *
   * @param daysSinceExposure to the day on which this is asked
   * @param lastDay the day on which the time is over and the contact can be cleared
   * @param became the case that an infected contact is now
   */
  public record Answer(
      UUID id,
      String community,
      UUID caseId,
      UUID resident,
      ContactClass contactClass,
      LocalDate lastExposure,
      long daysSinceExposure,
      LocalDate lastDay,
      ContactSetting setting,
      TracedContact.Status status,
      boolean cleared,
      @Nullable UUID became,
      long version)
      implements Versioned {

    static Answer of(TracedContact row, LocalDate today) {
      return new Answer(
          row.id,
          row.community,
          row.caseId,
          row.resident,
          row.contactClass,
          row.lastExposure,
          ChronoUnit.DAYS.between(row.lastExposure, today),
          row.lastDay,
          row.setting,
          row.status,
          row.status == TracedContact.Status.CLEARED,
          row.became,
          row.version);
    }
  }

  /** Of which class the contact is. */
  public record Classing(@NotNull ContactClass contactClass, @Nullable Instant time) {}

  /** They met again; where they had met before when it does not say where. */
  public record Exposure(
      @NotNull LocalDate lastExposure, @Nullable ContactSetting setting, @Nullable Instant time) {}

  /** Watching a contact ends. */
  public record Clearance(@Nullable Instant time) {}

  @GET
  @Operation(summary = "Contacts in a division, page by page")
  public Uni<List<Answer>> list(
      @BeanParam @Valid Page page,
      @QueryParam("case") @Nullable UUID caseId,
      @QueryParam("resident") @Nullable UUID resident,
      @QueryParam("contactClass") @Nullable ContactClass contactClass,
      @QueryParam("status") TracedContact.@Nullable Status status,
      @QueryParam("cleared") @Nullable Boolean cleared,
      @QueryParam("overdue")
          @Parameter(description = "Still watched, though the time was over the day before")
          @DefaultValue("false")
          boolean overdue) {
    LocalDate today = shown.today();
    Where where =
        Where.any()
            .is("case_id", caseId)
            .is("resident", resident)
            .is("contact_class", contactClass)
            .is("status", overdue ? TracedContact.Status.WATCHED : status)
            .to("last_day", overdue ? today.minusDays(1) : null);
    if (cleared != null) {
      where.literally(cleared ? "status = 'CLEARED'" : "status <> 'CLEARED'");
    }
    return register.list(TracedContact.class, page, where, row -> Answer.of(row, today));
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "One contact")
  public Uni<Answer> get(@PathParam("id") UUID id) {
    return register.read(TracedContact.class, id, ContactRejection.NO_SUCH_CONTACT, shown::as);
  }

  @PUT
  @Path("/{id}/class")
  @Operation(summary = "The contact is of another class than was thought; with If-Match")
  @Parameter(name = HttpHeaders.IF_MATCH, in = ParameterIn.HEADER, required = true)
  public Uni<Answer> reclassify(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Classing request) {
    Report report = register.edit(request.time());
    return commands.once(
        field.key(key, List.of("class", id, request)),
        Answer.class,
        session -> contacts.reclassify(session, id, request.contactClass(), report).map(shown::as));
  }

  @POST
  @Path("/{id}/exposures")
  @Operation(summary = "The contact met the case again; watching begins anew")
  public Uni<Answer> exposeAgain(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Exposure request) {
    Report report = register.report(request.time());
    return commands.once(
        field.key(key, List.of("exposure", id, request)),
        Answer.class,
        session ->
            contacts
                .exposeAgain(session, id, request.lastExposure(), request.setting(), report)
                .map(shown::as));
  }

  @POST
  @Path("/{id}/clearance")
  @Operation(summary = "The contact's time is over and nothing was found")
  public Uni<Answer> clear(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @Nullable @Valid Clearance request) {
    Report report = register.report(request == null ? null : request.time());
    return commands.once(
        field.key(key, List.of(id, String.valueOf(request))),
        Answer.class,
        session -> contacts.clear(session, id, report).map(shown::as));
  }
}
