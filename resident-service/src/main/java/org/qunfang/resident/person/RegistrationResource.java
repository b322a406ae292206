package org.qunfang.resident.person;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.ResidentEvent.Residency;
import org.qunfang.eventstore.Commands;
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.personal.PersonalVault;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.security.Roles;

/** Registers persons by the house they live in (以房找人). */
@Path("/households/{household}/residents")
public class RegistrationResource {

  private final FieldReport field;
  private final Register register;
  private final Commands commands;
  private final Registrations registrations;
  private final PersonalVault vault;

  RegistrationResource(
      FieldReport field,
      Register register,
      Commands commands,
      Registrations registrations,
      PersonalVault vault) {
    this.field = field;
    this.register = register;
    this.commands = commands;
    this.registrations = registrations;
    this.vault = vault;
  }

  /**
   * A person to register: with the ID number, or a passport and its country (ISO 3166 alpha-3), or
   * for now without a document.
   */
  public record Person(
      @Nullable UUID id,
      @NotNull Residency residency,
      @NotBlank @Size(max = 100) String name,
      @Nullable @Size(max = 18) String idNumber,
      @Nullable @Pattern(regexp = "[A-Za-z0-9]{5,20}") String passport,
      @Nullable @Pattern(regexp = "[A-Z]{3}") String nationality,
      @Nullable @Pattern(regexp = "[0-9+() -]{5,20}") String telephone,
      @Nullable Instant time) {

    @Override
    public String toString() {
      return "Person[…]";
    }

    private String content() {
      return String.join(
          "\n",
          String.valueOf(id),
          residency.name(),
          name,
          String.valueOf(idNumber),
          String.valueOf(passport),
          String.valueOf(nationality),
          String.valueOf(telephone),
          String.valueOf(time));
    }
  }

  /** The ids of the persons, in the order they came in. */
  public record Registered(List<UUID> ids) {}

  @POST
  @RolesAllowed({
    Roles.COMMUNITY_WORKER,
    Roles.STREET_OFFICER,
    Roles.DISTRICT_OFFICER,
    Roles.CITY_OFFICER
  })
  @Operation(summary = "Register the persons of a household, all or none")
  public Uni<Response> register(
      @PathParam("household") UUID household,
      @HeaderParam("Idempotency-Key") @Size(max = 200) @Nullable String key,
      @NotEmpty @Size(max = 50) List<@NotNull @Valid Person> people) {
    List<Report> reports = people.stream().map(each -> register.report(each.time())).toList();
    List<NewResident> residents = registrations.read(people, reports);
    String content = String.join("\n\n", people.stream().map(Person::content).toList());
    return commands
        .once(
            field.key(key, vault.fingerprint("residents of " + household + "\n" + content)),
            Registered.class,
            session -> registrations.register(session, household, residents).map(Registered::new))
        .map(registered -> Response.status(Response.Status.CREATED).entity(registered).build());
  }
}
