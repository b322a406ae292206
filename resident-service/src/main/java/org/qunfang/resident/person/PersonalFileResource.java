package org.qunfang.resident.person;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.resident.person.Accesses.What;
import org.qunfang.resident.personal.Particulars;
import org.qunfang.resident.personal.PersonalFiles;
import org.qunfang.resident.personal.PlateFiles;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.security.Roles;

/** What names a person, for those who may read it; every reading is recorded before it is given. */
@Path("/residents/{id}/personal-file")
@RolesAllowed(Roles.PERSONAL_DATA_READER)
public class PersonalFileResource {

  private final Mutiny.SessionFactory sessions;
  private final Register register;
  private final Residents residents;
  private final PersonalFiles files;
  private final Accesses accesses;
  private final PlateFiles plates;

  PersonalFileResource(
      Mutiny.SessionFactory sessions,
      Register register,
      Residents residents,
      PersonalFiles files,
      Accesses accesses,
      PlateFiles plates) {
    this.accesses = accesses;
    this.sessions = sessions;
    this.register = register;
    this.residents = residents;
    this.files = files;
    this.plates = plates;
  }

  /** The file, and the door of the household with what stands on its plate. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Answer(
      UUID id, Particulars particulars, @Nullable String door, @Nullable String doorPlate) {

    @Override
    public String toString() {
      return "Answer[…]";
    }
  }

  @GET
  @Operation(summary = "The personal file of a resident; leaves an access record")
  public Uni<Answer> get(@PathParam("id") UUID id) {
    Report report = register.report(null);
    return sessions.withTransaction(
        session ->
            residents
                .own(session, id)
                .call(row -> accesses.record(session, row, What.PARTICULARS, report))
                .chain(row -> answer(session, row)));
  }

  private Uni<Answer> answer(Mutiny.Session session, RegisteredResident row) {
    return files
        .read(session, row.id)
        .chain(
            file ->
                files
                    .door(session, row.household)
                    .chain(
                        door ->
                            plates
                                .read(session, row.household)
                                .map(plate -> answer(row.id, file, door, plate))));
  }

  private static Answer answer(
      UUID id, Optional<Particulars> file, Optional<String> door, Optional<String> plate) {
    return new Answer(
        id,
        file.orElseThrow(() -> new CommandRejected(ResidentRejection.PERSONAL_FILE_DESTROYED)),
        door.orElse(null),
        plate.orElse(null));
  }
}
