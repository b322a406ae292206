package org.qunfang.resident.person;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.resident.person.PossibleDuplicate.Settlement;
import org.qunfang.resident.person.ResidentCommand.MergeInto;
import org.qunfang.resident.person.ResidentCommand.RuleOutDuplicate;
import org.qunfang.resident.personal.Particulars;
import org.qunfang.resident.personal.PersonalFiles;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;

/** Settles whether two entries are one person; whoever does answers for the divisions of both. */
@ApplicationScoped
class Duplicates {

  private final Register register;
  private final Residents residents;
  private final Corrections corrections;
  private final PersonalFiles files;

  Duplicates(Register register, Residents residents, Corrections corrections, PersonalFiles files) {
    this.register = register;
    this.residents = residents;
    this.corrections = corrections;
    this.files = files;
  }

  /**
   * They are one: one entry stands for the person, and learns from the other what it did not know.
   *
   * @param keep which of the two; null for the one that was there first
   */
  Uni<PossibleDuplicate> merge(
      Mutiny.Session session, UUID id, @Nullable UUID keep, Report report) {
    return open(session, id)
        .call(
            pair -> {
              UUID kept = keep == null ? pair.other : keep;
              if (!kept.equals(pair.other) && !kept.equals(pair.resident)) {
                throw new CommandRejected(ResidentRejection.NO_SUCH_RESIDENT);
              }
              pair.settled = Settlement.MERGED;
              UUID dropped = kept.equals(pair.other) ? pair.resident : pair.other;
              return session.flush().chain(() -> unite(session, kept, dropped, report));
            });
  }

  private Uni<RegisteredResident> unite(
      Mutiny.Session session, UUID kept, UUID dropped, Report report) {
    Report both = new Report(report.time(), report.actor(), null);
    return residents
        .present(session, kept)
        .chain(
            stays ->
                files
                    .read(session, dropped)
                    .chain(
                        known ->
                            residents
                                .handle(session, dropped, new MergeInto(kept), both)
                                .chain(session::flush)
                                .chain(() -> learn(session, stays, known, both))));
  }

  private Uni<RegisteredResident> learn(
      Mutiny.Session session, RegisteredResident kept, Optional<Particulars> other, Report report) {
    return files
        .read(session, kept.id)
        .chain(
            own ->
                own.isEmpty() || other.isEmpty()
                    ? Uni.createFrom().item(kept)
                    : corrections.correct(
                        session, kept, Correction.from(other.get(), own.get()), report.of(kept)));
  }

  /** They are two. */
  Uni<PossibleDuplicate> ruleOut(Mutiny.Session session, UUID id, Report report) {
    return open(session, id)
        .call(
            pair -> {
              pair.settled = Settlement.DISTINCT;
              return residents
                  .own(session, pair.other)
                  .chain(
                      other ->
                          residents.handle(
                              session, pair.resident, new RuleOutDuplicate(other.id), report));
            });
  }

  private Uni<PossibleDuplicate> open(Mutiny.Session session, UUID id) {
    return register
        .own(session, PossibleDuplicate.class, id, ResidentRejection.NO_SUCH_DUPLICATE)
        .invoke(
            pair -> {
              if (pair.settled != null) {
                throw new CommandRejected(ResidentRejection.DUPLICATE_SETTLED);
              }
            });
  }
}
