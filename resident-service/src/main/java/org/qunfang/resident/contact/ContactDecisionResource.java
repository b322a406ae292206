package org.qunfang.resident.contact;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.qunfang.eventstore.Commands;
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.security.Roles;

/** Decides what becomes of a contact before its time is over; Keycloak says who may. */
@Consumes(MediaType.APPLICATION_JSON)
@Path("/decisions/contacts/{id}")
@RolesAllowed({Roles.STREET_OFFICER, Roles.DISTRICT_OFFICER, Roles.CITY_OFFICER})
public class ContactDecisionResource {

  private final FieldReport field;
  private final Register register;
  private final Commands commands;
  private final Contacts contacts;
  private final Shown shown;

  ContactDecisionResource(
      FieldReport field, Register register, Commands commands, Contacts contacts, Shown shown) {
    this.shown = shown;
    this.field = field;
    this.register = register;
    this.commands = commands;
    this.contacts = contacts;
  }

  @POST
  @Path("/clearance")
  @Operation(summary = "The contact is cleared before the time is over")
  public Uni<ContactResource.Answer> clear(
      @PathParam("id") UUID id,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      ContactResource.@Nullable @Valid Clearance request) {
    Report report = register.report(request == null ? null : request.time());
    return commands.once(
        field.key(key, List.of("early", id, String.valueOf(request))),
        ContactResource.Answer.class,
        session -> contacts.clearEarly(session, id, report).map(shown::as));
  }
}
