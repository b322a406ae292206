package org.qunfang.resident.returning;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.Division;
import org.qunfang.events.EventIds;
import org.qunfang.events.ResidentEvent.RiskAreaCorrected;
import org.qunfang.events.ResidentEvent.RiskAreaDeclared;
import org.qunfang.events.ResidentEvent.RiskAreaEvent;
import org.qunfang.events.ResidentEvent.RiskAreaLifted;
import org.qunfang.events.ResidentEvent.RiskAreaWithdrawn;
import org.qunfang.events.ResidentEvent.RiskLevel;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.EventStore.Outcome;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.returning.RiskArea.Period;
import org.qunfang.resident.returning.RiskAreaCommand.Declare;

/**
 * The list of risk areas. It is one list for all: where people come back from may lie anywhere in
 * the country, and whoever registers them has to know. What happens to a division's level counts in
 * that division, of whatever level it is, and so is published in order.
 */
@ApplicationScoped
class RiskAreas {

  private static final RiskAreaDecider RULES = new RiskAreaDecider();

  private final EventStore store;

  RiskAreas(EventStore store) {
    this.store = store;
  }

  /** Lists a division; or answers the period that says just that already. */
  Uni<RiskPeriod> declare(Mutiny.Session session, Division division, Period period, Report report) {
    Declare command = new Declare(EventIds.next(), division, period);
    Told told = new Told(division, report.time(), report.actor());
    return handle(session, command, told)
        .call(outcome -> follow(session, outcome, told))
        .chain(outcome -> find(session, division, period));
  }

  private static Uni<RiskPeriod> find(Mutiny.Session session, Division division, Period period) {
    return session
        .createSelectionQuery(
            "from RiskPeriod where division = ?1 and fromDay = ?2", RiskPeriod.class)
        .setParameter(1, division.code())
        .setParameter(2, period.from())
        .getSingleResult();
  }

  /** A period of the list. */
  static Uni<RiskPeriod> period(Mutiny.Session session, UUID id) {
    return session
        .find(RiskPeriod.class, id)
        .onItem()
        .ifNull()
        .failWith(() -> new CommandRejected(RiskAreaRejection.NO_SUCH_RISK_PERIOD));
  }

  /** Decides about a period of the list. */
  Uni<RiskPeriod> decide(Mutiny.Session session, UUID id, RiskAreaCommand command, Report report) {
    return period(session, id)
        .call(
            row -> {
              Told told = report.of(row);
              return handle(session, command, told).call(outcome -> follow(session, outcome, told));
            });
  }

  private Uni<Outcome<RiskArea, RiskAreaEvent>> handle(
      Mutiny.Session session, RiskAreaCommand command, Told told) {
    return store.handle(
        session,
        RULES,
        RiskAreaEvent.class,
        EventStore.stream("risk-area", EventIds.named("risk area", told.community().code())),
        command,
        told);
  }

  private static Uni<Void> follow(
      Mutiny.Session session, Outcome<RiskArea, RiskAreaEvent> outcome, Told told) {
    if (outcome.events().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Uni<Void> followed = AffectedReturns.changed(session, told.community());
    for (RiskAreaEvent event : outcome.events()) {
      followed = followed.chain(() -> follow(session, event, told, outcome.version()));
    }
    return followed.chain(session::flush);
  }

  private static Uni<Void> follow(
      Mutiny.Session session, RiskAreaEvent event, Told told, long version) {
    return switch (event) {
      case RiskAreaDeclared e -> session.persist(new RiskPeriod(e, told.time(), version));
      case RiskAreaLifted e ->
          change(
              session,
              e.period(),
              version,
              row -> {
                row.untilDay = e.until();
                return row;
              });
      case RiskAreaCorrected e ->
          change(
              session,
              e.period(),
              version,
              row -> {
                row.level = e.level();
                row.fromDay = e.from();
                row.untilDay = e.until();
                return row;
              });
      case RiskAreaWithdrawn e -> session.find(RiskPeriod.class, e.period()).chain(session::remove);
    };
  }

  private static Uni<Void> change(
      Mutiny.Session session, UUID id, long version, Function<RiskPeriod, RiskPeriod> change) {
    return session
        .find(RiskPeriod.class, id)
        .map(change)
        .invoke(row -> row.version = version)
        .replaceWithVoid();
  }

  /** The level of a division on a day; low when neither it nor any above it is listed. */
  static Uni<RiskLevel> levelAt(Mutiny.Session session, Division division, LocalDate day) {
    return deciding(session, division, day)
        .map(period -> period.map(row -> row.level).orElse(RiskLevel.LOW));
  }

  /** What decides about a division on a day: the nearest above it, or itself, that is listed. */
  static Uni<Optional<RiskPeriod>> deciding(
      Mutiny.Session session, Division division, LocalDate day) {
    return session
        .createSelectionQuery(
            """
            from RiskPeriod
             where division in ?1 and fromDay <= ?2 and (untilDay is null or untilDay >= ?2)
            """,
            RiskPeriod.class)
        .setParameter(1, upwards(division))
        .setParameter(2, day)
        .getResultList()
        .map(rows -> rows.stream().max(Comparator.comparingInt(row -> row.depth)));
  }

  private static List<String> upwards(Division division) {
    List<String> codes = new ArrayList<>();
    for (Optional<Division> next = Optional.of(division);
        next.isPresent();
        next = next.get().parent()) {
      codes.add(next.get().code());
    }
    return codes;
  }
}
