package org.qunfang.resident.contact;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.EventIds;
import org.qunfang.events.ResidentEvent.ContactClass;
import org.qunfang.events.ResidentEvent.ContactSetting;
import org.qunfang.eventstore.Commands;
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.security.Roles;

/** Traces the contacts of a case (流调). */
@Path("/cases/{case}/contacts")
@RolesAllowed({
  Roles.COMMUNITY_WORKER,
  Roles.STREET_OFFICER,
  Roles.DISTRICT_OFFICER,
  Roles.CITY_OFFICER
})
public class TracingResource {

  private final FieldReport field;
  private final Register register;
  private final Commands commands;
  private final Contacts contacts;

  TracingResource(FieldReport field, Register register, Commands commands, Contacts contacts) {
    this.field = field;
    this.register = register;
    this.commands = commands;
    this.contacts = contacts;
  }

  /** A contact that was found. */
  public record Tracing(
      @Nullable UUID id,
      @NotNull UUID resident,
      @NotNull ContactClass contactClass,
      @NotNull LocalDate lastExposure,
      @NotNull ContactSetting setting,
      @Nullable Instant time) {}

  @POST
  @Operation(summary = "A resident met the case")
  public Uni<Response> trace(
      @PathParam("case") UUID caseId,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotNull @Valid Tracing request) {
    Report report = register.report(request.time());
    Contacts.Finding finding =
        new Contacts.Finding(
            request.id() == null ? EventIds.next() : request.id(),
            caseId,
            request.resident(),
            request.contactClass(),
            request.lastExposure(),
            request.setting());
    return commands
        .once(
            field.key(key, List.of(caseId, request)),
            ContactResource.Answer.class,
            session -> contacts.trace(session, finding, report).map(ContactResource.Answer::of))
        .map(
            answer ->
                Response.created(URI.create("/contacts/" + answer.id())).entity(answer).build());
  }
}
