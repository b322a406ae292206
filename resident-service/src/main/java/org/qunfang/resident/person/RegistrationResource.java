package org.qunfang.resident.person;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.jspecify.annotations.Nullable;
import org.qunfang.eventstore.Traces;
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.person.Registrations.Registered;
import org.qunfang.resident.person.Registrations.Registration;
import org.qunfang.resident.personal.PersonalVault;
import org.qunfang.resident.register.Register;
import org.qunfang.security.DivisionScope;
import org.qunfang.security.Problem;
import org.qunfang.security.Roles;

/** Registers persons by the house they live in (以房找人). */
@Consumes(MediaType.APPLICATION_JSON)
@Path("/households/{household}/residents")
public class RegistrationResource {

  private final FieldReport field;
  private final Register register;
  private final DivisionScope scope;
  private final NewResidents newResidents;
  private final Registrations registrations;
  private final PersonalVault vault;

  RegistrationResource(
      FieldReport field,
      Register register,
      DivisionScope scope,
      NewResidents newResidents,
      Registrations registrations,
      PersonalVault vault) {
    this.field = field;
    this.register = register;
    this.scope = scope;
    this.newResidents = newResidents;
    this.registrations = registrations;
    this.vault = vault;
  }

  @POST
  @ResponseStatus(StatusCode.CREATED)
  @RolesAllowed({
    Roles.COMMUNITY_WORKER,
    Roles.STREET_OFFICER,
    Roles.DISTRICT_OFFICER,
    Roles.CITY_OFFICER
  })
  @Operation(summary = "Register the persons of a household, all or none")
  public Uni<Registered> register(
      @PathParam("household") UUID household,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotEmpty @Size(max = 50) List<@NotNull @Valid Person> people) {
    List<NewResident> residents = new ArrayList<>(people.size());
    for (int i = 0; i < people.size(); i++) {
      residents.add(read(people.get(i), i, household));
    }
    String content = String.join("\n\n", people.stream().map(Person::content).toList());
    return registrations.register(
        field.key(key, vault.fingerprint("residents of " + household + "\n" + content)),
        new Registration(household, scope.division(), residents, Traces.current()));
  }

  private NewResident read(Person person, int index, UUID household) {
    try {
      return newResidents.read(person, household, register.report(person.time()));
    } catch (Problem problem) {
      throw problem.with("index", index);
    }
  }
}
