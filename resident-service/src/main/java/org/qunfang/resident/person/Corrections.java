package org.qunfang.resident.person;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.EventLogConfig;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.person.ResidentCommand.CorrectResident;
import org.qunfang.resident.personal.Document;
import org.qunfang.resident.personal.Particulars;
import org.qunfang.resident.personal.PersonalFiles;

/** Corrects what the register says of persons, in both parts at once. */
@ApplicationScoped
class Corrections {

  private final Residents residents;
  private final PersonalFiles files;
  private final EventLogConfig config;

  Corrections(Residents residents, PersonalFiles files, EventLogConfig config) {
    this.residents = residents;
    this.files = files;
    this.config = config;
  }

  /**
   * Corrects a person.
   *
   * @throws CommandRejected through the Uni, when the file was destroyed, or the corrected document
   *     is somebody else's
   */
  Uni<RegisteredResident> correct(
      Mutiny.Session session, RegisteredResident row, Correction correction, Told told) {
    return files
        .read(session, row.id)
        .map(file -> file.orElseThrow(Corrections::destroyed))
        .chain(before -> correct(session, row, correction.of(before, row), before, told));
  }

  private static CommandRejected destroyed() {
    return new CommandRejected(ResidentRejection.PERSONAL_FILE_DESTROYED);
  }

  private Uni<RegisteredResident> correct(
      Mutiny.Session session,
      RegisteredResident row,
      Person person,
      Particulars before,
      Told told) {
    LocalDate day = told.time().atZone(config.zone()).toLocalDate();
    Identity identity = Identity.of(person, day);
    Particulars after = identity.particulars();
    CorrectResident command =
        new CorrectResident(
            person.residency(), identity.foreigner(), identity.ageBand(), identity.sex());
    return requireOwnDocument(session, row.id, before, after)
        .chain(() -> Namesakes.note(session, row.id))
        .chain(() -> residents.handle(session, row, command, told))
        .chain(() -> files.replace(session, row.id, after))
        .replaceWith(row);
  }

  private Uni<Void> requireOwnDocument(
      Mutiny.Session session, UUID resident, Particulars before, Particulars after) {
    Document document = after.document();
    if (document == null || document.equals(before.document())) {
      return Uni.createFrom().voidItem();
    }
    return files
        .find(session, document)
        .map(holder -> holder.filter(id -> !id.equals(resident)))
        .chain(
            holder ->
                holder.isEmpty() ? Uni.createFrom().voidItem() : refuse(session, holder.get()));
  }

  private Uni<Void> refuse(Mutiny.Session session, UUID holder) {
    return residents
        .own(session, List.of(holder))
        .map(own -> own.values().stream().anyMatch(RegisteredResident::gone))
        .chain(died -> Uni.createFrom().failure(new CommandRejected(ResidentRejection.held(died))));
  }
}
