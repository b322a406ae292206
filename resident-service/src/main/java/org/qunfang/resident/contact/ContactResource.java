package org.qunfang.resident.contact;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
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

  ContactResource(FieldReport field, Register register, Commands commands, Contacts contacts) {
    this.field = field;
    this.register = register;
    this.commands = commands;
    this.contacts = contacts;
  }

  /** A contact as it is listed. */
  public record Answer(
      UUID id,
      String community,
      UUID caseId,
      UUID resident,
      ContactClass contactClass,
      LocalDate lastExposure,
      ContactSetting setting,
      boolean cleared,
      long version)
      implements Versioned {

    static Answer of(TracedContact row) {
      return new Answer(
          row.id,
          row.community,
          row.caseId,
          row.resident,
          row.contactClass,
          row.lastExposure,
          row.setting,
          row.cleared,
          row.version);
    }
  }

  /** Watching a contact ends. */
  public record Clearance(@Nullable Instant time) {}

  @GET
  @Operation(summary = "Contacts in a division, page by page")
  public Uni<List<Answer>> list(
      @BeanParam @Valid Page page,
      @QueryParam("case") @Nullable UUID caseId,
      @QueryParam("resident") @Nullable UUID resident,
      @QueryParam("contactClass") @Nullable ContactClass contactClass,
      @QueryParam("cleared") @Nullable Boolean cleared) {
    return register.list(
        TracedContact.class,
        page,
        Where.any()
            .is("case_id", caseId)
            .is("resident", resident)
            .is("contact_class", contactClass)
            .is("cleared", cleared),
        Answer::of);
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "One contact")
  public Uni<Answer> get(@PathParam("id") UUID id) {
    return register.read(TracedContact.class, id, ContactRejection.NO_SUCH_CONTACT, Answer::of);
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
        session -> contacts.clear(session, id, report).map(Answer::of));
  }
}
