package org.qunfang.resident.stranded;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.ResidentEvent.Residency;
import org.qunfang.events.ResidentEvent.StayEvent;
import org.qunfang.events.ResidentEvent.StrandedStayNoted;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.EventLogConfig;
import org.qunfang.eventstore.EventStore;
import org.qunfang.resident.person.RegisteredResident;
import org.qunfang.resident.person.Residents;
import org.qunfang.resident.place.Places;
import org.qunfang.resident.register.Page;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.register.Versions.Versioned;
import org.qunfang.resident.register.Where;

/**
 * Those who are registered as stranded, with how they stay. They are residents like all others: how
 * they stay is written beside who they are, so that one table tells both.
 */
@ApplicationScoped
class Stranded {

  private static final StayDecider RULES = new StayDecider();

  private final Register register;
  private final Residents residents;
  private final EventStore store;
  private final EventLogConfig config;

  Stranded(Register register, Residents residents, EventStore store, EventLogConfig config) {
    this.register = register;
    this.residents = residents;
    this.store = store;
    this.config = config;
  }

  /**
   * Somebody stranded; without since, site and end when nobody has noted how they stay.
   *
   * @param version of that note; 0 without one
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Person(
      UUID resident,
      String community,
      UUID household,
      boolean foreigner,
      boolean gone,
      @Nullable LocalDate since,
      @Nullable UUID site,
      @Nullable LocalDate expectedEnd,
      long version)
      implements Versioned {

    static Person of(RegisteredResident row) {
      return new Person(
          row.id(),
          row.community().code(),
          row.household(),
          row.foreigner(),
          row.gone(),
          row.staySince(),
          row.staySite(),
          row.stayEnd(),
          row.stayVersion());
    }
  }

  /** Whom somebody looks for; what is null does not matter. */
  record Wanted(
      boolean gone,
      @Nullable Boolean foreigner,
      @Nullable LocalDate sinceFrom,
      @Nullable LocalDate sinceTo,
      @Nullable UUID site,
      @Nullable LocalDate leavingBy,
      @Nullable Boolean noted) {

    Where where() {
      return Where.any()
          .is("residency", Residency.STRANDED)
          .is("gone", gone)
          .is("foreigner", foreigner)
          .from("stay_since", sinceFrom)
          .to("stay_since", sinceTo)
          .is("stay_site", site)
          .to("stay_end", leavingBy)
          .has("stay_since", noted);
    }
  }

  Uni<List<Person>> list(Page page, Wanted wanted) {
    return register.list(RegisteredResident.class, page, wanted.where(), Person::of);
  }

  /** Somebody who is registered as stranded, present or gone. */
  Uni<Person> get(Mutiny.Session session, UUID resident) {
    return residents
        .own(session, resident)
        .invoke(row -> requireStranded(row, StayRejection.NO_SUCH_STRANDED))
        .map(Person::of);
  }

  private static void requireStranded(RegisteredResident row, StayRejection otherwise) {
    if (row.residency() != Residency.STRANDED) {
      throw new CommandRejected(otherwise);
    }
  }

  /** Notes how somebody stays who is registered as stranded. */
  Uni<RegisteredResident> note(
      Mutiny.Session session, UUID resident, Stay.Noted stay, Report report) {
    return residents
        .present(session, resident)
        .invoke(row -> requireStranded(row, StayRejection.NOT_STRANDED))
        .invoke(row -> report.requireLook(row.stayVersion(), noted(row), stay))
        .call(row -> requireSite(session, row, stay))
        .call(row -> note(session, row, stay, new Report(report.time(), report.actor(), null)));
  }

  private static Stay.@Nullable Noted noted(RegisteredResident row) {
    LocalDate since = row.staySince();
    return since == null ? null : new Stay.Noted(since, row.staySite(), row.stayEnd());
  }

  /** A site that was noted before may be noted still, whatever became of it. */
  private Uni<Void> requireSite(Mutiny.Session session, RegisteredResident row, Stay.Noted stay) {
    UUID site = stay.site();
    return Objects.equals(site, row.staySite())
        ? Uni.createFrom().voidItem()
        : Places.requireOpen(session, register.asked(null), site, StayRejection.NO_SUCH_SITE);
  }

  private Uni<Void> note(
      Mutiny.Session session, RegisteredResident row, Stay.Noted stay, Report report) {
    LocalDate today = report.time().atZone(config.zone()).toLocalDate();
    return store
        .handle(
            session,
            RULES,
            StayEvent.class,
            EventStore.stream("stay", row.id()),
            new NoteStay(row.id(), stay, today),
            report.of(row))
        .invoke(outcome -> follow(row, outcome))
        .replaceWithVoid();
  }

  private static void follow(RegisteredResident row, EventStore.Outcome<Stay, StayEvent> outcome) {
    for (StayEvent event : outcome.events()) {
      switch (event) {
        case StrandedStayNoted noted -> row.stays(noted, outcome.version());
      }
    }
  }
}
