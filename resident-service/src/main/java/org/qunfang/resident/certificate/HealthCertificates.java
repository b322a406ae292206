package org.qunfang.resident.certificate;

import static java.util.Objects.requireNonNull;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.Envelope;
import org.qunfang.events.ResidentEvent.CertificateEvent;
import org.qunfang.events.ResidentEvent.CertificateRevocation;
import org.qunfang.events.ResidentEvent.HealthCertificateIssued;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.Told;
import org.qunfang.intake.StoreProblems;
import org.qunfang.resident.certificate.CertificateCommand.IssueCertificate;
import org.qunfang.resident.certificate.CertificateCommand.RevokeCertificate;
import org.qunfang.resident.person.RegisteredResident;
import org.qunfang.resident.person.Residents;
import org.qunfang.resident.personal.Particulars;
import org.qunfang.resident.personal.PersonalFiles;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;

/**
 * Issues and revokes certificates. None is stored: whoever needs it again gets it made again from
 * the personal file, so that with the file everything goes that names its holder.
 */
@ApplicationScoped
class HealthCertificates {

  private static final CertificateDecider RULES = new CertificateDecider();

  private final Register register;
  private final Residents residents;
  private final PersonalFiles files;
  private final Grounds grounds;
  private final EventStore store;
  private final Tokens tokens;
  private final CertificateConfig config;

  HealthCertificates(
      Register register,
      Residents residents,
      PersonalFiles files,
      Grounds grounds,
      EventStore store,
      Tokens tokens,
      CertificateConfig config) {
    this.register = register;
    this.residents = residents;
    this.files = files;
    this.grounds = grounds;
    this.store = store;
    this.tokens = tokens;
    this.config = config;
  }

  Uni<HealthCertificate> own(Mutiny.Session session, UUID id) {
    return register.own(
        session, HealthCertificate.class, id, CertificateRejection.NO_SUCH_CERTIFICATE);
  }

  Uni<HealthCertificate> issue(Mutiny.Session session, UUID id, UUID resident, Report report) {
    return residents
        .present(session, resident)
        .call(() -> particulars(session, resident))
        .chain(
            holder ->
                grounds
                    .against(session, resident)
                    .chain(against -> issue(session, id, holder, against, report)));
  }

  private Uni<HealthCertificate> issue(
      Mutiny.Session session,
      UUID id,
      RegisteredResident holder,
      Set<Ground> against,
      Report report) {
    if (!against.isEmpty()) {
      throw StoreProblems.of(CertificateRejection.NOT_CERTIFIABLE)
          .with("reasons", against.stream().sorted().toList());
    }
    Told told = new Told(holder.community(), report.time(), report.actor());
    Instant expires = report.time().plus(config.validity());
    return handle(session, id, new IssueCertificate(id, holder.id(), against, expires), told)
        .map(
            outcome ->
                new HealthCertificate(
                    new HealthCertificateIssued(id, holder.id(), expires), told, outcome.version()))
        .call(session::persist)
        .call(() -> Residents.hold(session, List.of(holder.id())));
  }

  private Uni<Particulars> particulars(Mutiny.Session session, UUID resident) {
    return files
        .read(session, resident)
        .map(
            file ->
                file.orElseThrow(() -> new CommandRejected(CertificateRejection.NOBODY_TO_NAME)));
  }

  /** The certificate itself, as it is shown. */
  Uni<String> token(Mutiny.Session session, UUID id, Instant now) {
    return own(session, id)
        .invoke(
            row -> {
              if (row.revoked != null) {
                throw new CommandRejected(CertificateRejection.CERTIFICATE_REVOKED);
              }
              if (!now.isBefore(row.expires)) {
                throw new CommandRejected(CertificateRejection.CERTIFICATE_EXPIRED);
              }
            })
        .chain(row -> particulars(session, row.resident).map(holder -> tokens.of(row, holder)));
  }

  Uni<HealthCertificate> revoke(
      Mutiny.Session session, UUID id, CertificateRevocation reason, Report report) {
    return own(session, id)
        .call(
            row ->
                handle(session, id, new RevokeCertificate(reason), report.of(row))
                    .invoke(row::follow));
  }

  /** Somebody loses the certificates they have: why, and what told so. */
  record Loss(UUID resident, CertificateRevocation reason, Envelope because) {}

  /**
   * All of theirs that have not expired; whoever loses them twice loses them for the first reason.
   */
  Uni<Void> revokeAll(Mutiny.Session session, List<Loss> losses) {
    Map<UUID, Loss> ofResident =
        losses.stream().collect(toMap(Loss::resident, identity(), (first, later) -> first));
    return ofResident.isEmpty()
        ? Uni.createFrom().voidItem()
        : session
            .createSelectionQuery(
                """
                from HealthCertificate
                 where resident in ?1 and revoked is null and expires > ?2 order by id
                """,
                HealthCertificate.class)
            .setParameter(1, ofResident.keySet())
            .setParameter(2, earliest(losses))
            .getResultList()
            .chain(rows -> revoke(session, rows, ofResident));
  }

  private static Instant earliest(List<Loss> losses) {
    return losses.stream()
        .map(loss -> loss.because().recorded())
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  private Uni<Void> revoke(
      Mutiny.Session session, List<HealthCertificate> rows, Map<UUID, Loss> losses) {
    return Multi.createFrom()
        .iterable(rows)
        .onItem()
        .transformToUniAndConcatenate(
            row -> revoke(session, row, requireNonNull(losses.get(row.resident))))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> revoke(Mutiny.Session session, HealthCertificate row, Loss loss) {
    return row.expires.isAfter(loss.because().recorded())
        ? store
            .conclude(
                session,
                RULES,
                CertificateEvent.class,
                EventStore.stream("certificate", row.id),
                new RevokeCertificate(loss.reason()),
                new Told(row.community(), loss.because().time(), loss.because().actor()))
            .invoke(row::follow)
            .replaceWithVoid()
        : Uni.createFrom().voidItem();
  }

  private Uni<EventStore.Outcome<Certificate, CertificateEvent>> handle(
      Mutiny.Session session, UUID id, CertificateCommand command, Told told) {
    return store.handle(
        session,
        RULES,
        CertificateEvent.class,
        EventStore.stream("certificate", id),
        command,
        told);
  }
}
