package org.qunfang.resident.person;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.qunfang.eventstore.Commands;
import org.qunfang.resident.person.ResidentCommand.Forget;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.security.Roles;

/** Forgets a person: key and lookup hash are destroyed, every count stays. */
@Path("/decisions/residents/{id}/personal-file")
@RolesAllowed({Roles.STREET_OFFICER, Roles.DISTRICT_OFFICER, Roles.CITY_OFFICER})
public class ForgettingResource {

  private final Register register;
  private final Commands commands;
  private final Residents residents;

  ForgettingResource(Register register, Commands commands, Residents residents) {
    this.register = register;
    this.commands = commands;
    this.residents = residents;
  }

  @DELETE
  @Operation(summary = "Destroy the personal file of a resident for ever")
  public Uni<Void> forget(@PathParam("id") UUID id) {
    Report report = register.report(null);
    return commands
        .transact(session -> residents.handle(session, id, new Forget(), report))
        .replaceWithVoid();
  }
}
