package org.qunfang.resident.returning;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.eventstore.Traces;
import org.qunfang.intake.FieldReport;
import org.qunfang.resident.person.NewResident;
import org.qunfang.resident.person.NewResidents;
import org.qunfang.resident.person.Person;
import org.qunfang.resident.person.Registrations;
import org.qunfang.resident.person.Registrations.Registration;
import org.qunfang.resident.personal.PersonalVault;
import org.qunfang.resident.register.Report;
import org.qunfang.security.DivisionScope;

/** Everyone who comes back reports, also those whom the register does not know yet. */
@ApplicationScoped
class Newcomers {

  private final NewResidents newcomers;
  private final Registrations registrations;
  private final PersonalVault vault;
  private final FieldReport field;
  private final DivisionScope scope;

  Newcomers(
      NewResidents newcomers,
      Registrations registrations,
      PersonalVault vault,
      FieldReport field,
      DivisionScope scope) {
    this.newcomers = newcomers;
    this.registrations = registrations;
    this.vault = vault;
    this.field = field;
    this.scope = scope;
  }

  /** Tells requests about persons apart without keeping anything of them. */
  String fingerprint(UUID household, Person person) {
    return vault.fingerprint("newcomer " + household + "\n" + person.content());
  }

  /**
   * Puts somebody on the register of a household, and answers who they are now. The same key again
   * is the same person: whoever repeats a request of which only this was done goes on from here.
   *
   * @throws org.qunfang.security.Problem 422 for a document that cannot be
   */
  Uni<UUID> register(@Nullable String key, UUID household, Person person, Report report) {
    NewResident newcomer = newcomers.read(person, household, report);
    return registrations
        .register(
            field.key(key == null ? null : "newcomer " + key, fingerprint(household, person)),
            new Registration(household, scope.division(), List.of(newcomer), Traces.current()))
        .map(registered -> registered.ids().get(0));
  }
}
