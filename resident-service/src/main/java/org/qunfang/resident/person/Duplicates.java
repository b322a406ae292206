package org.qunfang.resident.person;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.ResidentEvent.Care;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.resident.person.PossibleDuplicate.Settlement;
import org.qunfang.resident.person.ResidentCommand.MergeInto;
import org.qunfang.resident.person.ResidentCommand.NoteCare;
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
  private final List<Attachment> attachments;

  Duplicates(
      Register register,
      Residents residents,
      Corrections corrections,
      PersonalFiles files,
      @All List<Attachment> attachments) {
    this.register = register;
    this.residents = residents;
    this.corrections = corrections;
    this.files = files;
    this.attachments = attachments;
  }

  /**
   * They are one: one entry stands for the person, and learns from the other what it did not know.
   *
   * <p>Nobody has two ID numbers: where both entries have one, and not the same, one was typed
   * wrong and is corrected first, or they are two persons.
   *
   * @param keep which of the two; null for the one that was there first
   */
  Uni<PossibleDuplicate> merge(
      Mutiny.Session session, UUID id, @Nullable UUID keep, Report report) {
    return open(session, id, report)
        .call(pair -> note(session, pair))
        .call(pair -> takeHomes(session, pair))
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

  /**
   * Whoever compares one of them is through before this goes on, and looks at neither meanwhile.
   */
  private static Uni<Void> note(Mutiny.Session session, PossibleDuplicate pair) {
    return Multi.createFrom()
        .items(Stream.of(pair.resident, pair.other).sorted())
        .onItem()
        .transformToUniAndConcatenate(resident -> Namesakes.note(session, resident))
        .collect()
        .last();
  }

  private static Uni<Void> takeHomes(Mutiny.Session session, PossibleDuplicate pair) {
    return Residents.takeHomes(session, List.of(pair.resident, pair.other));
  }

  private Uni<RegisteredResident> unite(
      Mutiny.Session session, UUID kept, UUID dropped, Report report) {
    Report both = new Report(report.time(), report.actor(), null);
    return requireNothingOpen(session, dropped)
        .chain(() -> SpecialCare.reasons(session, dropped))
        .chain(
            care ->
                residents
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
                                            .chain(() -> learn(session, stays, known, both))))
                    .call(() -> lookAfter(session, kept, care, both)))
        .call(stays -> Residents.hold(session, List.of(stays.id)));
  }

  /** What others decided about an entry stays with it, so it must not be the one that goes. */
  private Uni<Void> requireNothingOpen(Mutiny.Session session, UUID dropped) {
    return Multi.createFrom()
        .iterable(attachments)
        .onItem()
        .transformToUniAndConcatenate(each -> each.open(session, dropped))
        .collect()
        .asList()
        .invoke(
            open -> {
              if (open.contains(true)) {
                throw new CommandRejected(ResidentRejection.ENTRY_IN_USE);
              }
            })
        .replaceWithVoid();
  }

  /** Whoever was looked after under the other entry is looked after still. */
  private Uni<Void> lookAfter(Mutiny.Session session, UUID kept, List<Care> care, Report report) {
    return SpecialCare.reasons(session, kept)
        .chain(
            already ->
                Multi.createFrom()
                    .iterable(care.stream().filter(each -> !already.contains(each)).toList())
                    .onItem()
                    .transformToUniAndConcatenate(
                        each -> residents.handle(session, kept, new NoteCare(each), report))
                    .collect()
                    .last())
        .replaceWithVoid();
  }

  private Uni<RegisteredResident> learn(
      Mutiny.Session session, RegisteredResident kept, Optional<Particulars> other, Report report) {
    return files
        .read(session, kept.id)
        .invoke(own -> requireOneIdNumber(own, other))
        .chain(
            own ->
                own.isEmpty() || other.isEmpty()
                    ? Uni.createFrom().item(kept)
                    : corrections.correct(
                        session, kept, Correction.from(other.get(), own.get()), report.of(kept)));
  }

  private static void requireOneIdNumber(
      Optional<Particulars> kept, Optional<Particulars> dropped) {
    Optional<String> one = idNumber(kept);
    Optional<String> other = idNumber(dropped);
    if (one.isPresent() && other.isPresent() && !one.equals(other)) {
      throw new CommandRejected(ResidentRejection.TWO_ID_NUMBERS);
    }
  }

  private static Optional<String> idNumber(Optional<Particulars> file) {
    return file.flatMap(each -> Optional.ofNullable(each.idNumber()));
  }

  /** They are two. */
  Uni<PossibleDuplicate> ruleOut(Mutiny.Session session, UUID id, Report report) {
    Report both = new Report(report.time(), report.actor(), null);
    return open(session, id, report)
        .call(pair -> takeHomes(session, pair))
        .call(
            pair -> {
              pair.settled = Settlement.DISTINCT;
              return residents
                  .own(session, pair.other)
                  .chain(
                      other ->
                          residents.handle(
                              session, pair.resident, new RuleOutDuplicate(other.id), both));
            });
  }

  private Uni<PossibleDuplicate> open(Mutiny.Session session, UUID id, Report report) {
    return register
        .own(session, PossibleDuplicate.class, id, ResidentRejection.NO_SUCH_DUPLICATE)
        .invoke(
            pair -> {
              report.requireSeen(pair);
              if (pair.settled != null) {
                throw new CommandRejected(ResidentRejection.DUPLICATE_SETTLED);
              }
            });
  }
}
