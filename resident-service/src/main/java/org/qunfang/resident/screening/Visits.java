package org.qunfang.resident.screening;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.resident.household.HouseholdCommand;
import org.qunfang.resident.household.HouseholdCommand.ReachOccupants;
import org.qunfang.resident.household.HouseholdCommand.VisitHousehold;
import org.qunfang.resident.household.HouseholdRejection;
import org.qunfang.resident.household.Households;
import org.qunfang.resident.household.RegisteredHousehold;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;

/**
 * Visits count in the open round of the community. Where none is open they count in the round that
 * they name, which is a number and no more.
 */
@ApplicationScoped
class Visits {

  /**
   * All visits of a community add to the figures of one round; those who tell of theirs at once
   * take turns.
   */
  static final int TURNS = 5;

  private final Register register;
  private final Households households;
  private final ScreeningRounds rounds;

  Visits(Register register, Households households, ScreeningRounds rounds) {
    this.register = register;
    this.households = households;
    this.rounds = rounds;
  }

  /** The round that something counts in; the id is that of an open one. */
  private record Round(int number, @Nullable UUID id) {}

  Uni<RegisteredHousehold> visit(
      Mutiny.Session session, UUID household, VisitResource.Visit visit, Report report) {
    return own(session, household)
        .call(home -> requireOccupants(session, home, visit.allMissing()))
        .chain(
            home ->
                round(session, home, visit.round(), report)
                    .chain(
                        round ->
                            handle(
                                session,
                                home,
                                round,
                                new VisitHousehold(
                                    round.number(),
                                    visit.outcome(),
                                    visit.counted(),
                                    report.time(),
                                    round.id(),
                                    visit.whereabouts(),
                                    visit.allMissing()),
                                report)));
  }

  Uni<RegisteredHousehold> reach(
      Mutiny.Session session,
      UUID household,
      ReachedOccupantsResource.Reached reached,
      Report report) {
    return own(session, household)
        .chain(
            home ->
                round(session, home, reached.round(), report)
                    .chain(
                        round ->
                            handle(
                                session,
                                home,
                                round,
                                new ReachOccupants(
                                    round.number(), reached.residents(), reached.whereabouts()),
                                report)));
  }

  private Uni<RegisteredHousehold> own(Mutiny.Session session, UUID household) {
    return register.own(
        session, RegisteredHousehold.class, household, HouseholdRejection.NO_SUCH_HOUSEHOLD);
  }

  private static Uni<Void> requireOccupants(
      Mutiny.Session session, RegisteredHousehold home, Set<UUID> named) {
    return named.isEmpty()
        ? Uni.createFrom().voidItem()
        : session
            .createSelectionQuery(
                "select count(*) from RegisteredResident"
                    + " where household = ?1 and id in ?2 and not gone",
                Long.class)
            .setParameter(1, home.id())
            .setParameter(2, named)
            .getSingleResult()
            .invoke(
                found -> {
                  if (found != named.size()) {
                    throw new CommandRejected(HouseholdRejection.NOT_OF_THIS_HOUSEHOLD);
                  }
                })
            .replaceWithVoid();
  }

  private Uni<Round> round(
      Mutiny.Session session, RegisteredHousehold home, @Nullable Integer named, Report report) {
    return rounds
        .openIn(session, home.community().code())
        .map(open -> round(open.filter(round -> rounds.covers(round, report)), named));
  }

  private static Round round(Optional<ScreeningRound> open, @Nullable Integer named) {
    if (open.isPresent()) {
      return new Round(open.get().number, open.get().id);
    }
    if (named == null) {
      throw new CommandRejected(HouseholdRejection.ROUND_MISSING);
    }
    return new Round(named, null);
  }

  private Uni<RegisteredHousehold> handle(
      Mutiny.Session session,
      RegisteredHousehold home,
      Round round,
      HouseholdCommand command,
      Report report) {
    UUID id = round.id();
    return households
        .handling(session, home, command, report.of(home))
        .call(
            outcome ->
                id == null
                    ? Uni.createFrom().voidItem()
                    : session.flush().chain(() -> rounds.follow(session, id, outcome.events())))
        .replaceWith(home);
  }
}
