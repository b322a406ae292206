package org.qunfang.resident.watchgroup;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.ResidentEvent.ChangeSettlement;
import org.qunfang.events.ResidentEvent.OccupantChangeEvent;
import org.qunfang.events.ResidentEvent.WatchGroupEvent;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.household.HouseholdKeeper;
import org.qunfang.resident.household.Households;
import org.qunfang.resident.household.RegisteredHousehold;
import org.qunfang.resident.person.Residents;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.watchgroup.OccupantReportCommand.ReportChange;
import org.qunfang.resident.watchgroup.OccupantReportCommand.SettleChange;
import org.qunfang.resident.watchgroup.WatchGroupCommand.ChooseLeader;
import org.qunfang.resident.watchgroup.WatchGroupCommand.DissolveGroup;
import org.qunfang.resident.watchgroup.WatchGroupCommand.FormGroup;
import org.qunfang.resident.watchgroup.WatchGroupCommand.LoseHousehold;
import org.qunfang.resident.watchgroup.WatchGroupCommand.LoseLeader;
import org.qunfang.resident.watchgroup.WatchGroupCommand.Regroup;

/** Carries out what is asked of ten-household groups and of what they report. */
@ApplicationScoped
class WatchGroups implements HouseholdKeeper {

  private static final WatchGroupDecider GROUPS = new WatchGroupDecider();
  private static final OccupantReportDecider REPORTS = new OccupantReportDecider();

  private final Register register;
  private final EventStore store;

  WatchGroups(Register register, EventStore store) {
    this.register = register;
    this.store = store;
  }

  Uni<FormedGroup> own(Mutiny.Session session, UUID id) {
    return register.own(session, FormedGroup.class, id, WatchGroupRejection.NO_SUCH_WATCH_GROUP);
  }

  Uni<FormedGroup> form(Mutiny.Session session, FormGroup command, Told told) {
    FormedGroup row = new FormedGroup(command, told);
    return requireHere(session, row, command.households())
        .chain(() -> handle(session, row.id, command, told))
        .invoke(row::follow)
        .chain(() -> session.persist(row))
        .chain(session::flush)
        .chain(() -> gather(session, row.id, command.households()))
        .chain(() -> requireLives(session, command.leader(), command.leadingHousehold()))
        .replaceWith(row);
  }

  Uni<FormedGroup> chooseLeader(
      Mutiny.Session session, UUID id, ChooseLeader command, Report report) {
    return own(session, id)
        .call(
            row ->
                handle(session, id, command, report.replacing(row, row.led(), command))
                    .invoke(row::follow))
        .call(row -> requireLives(session, command.resident(), command.household()));
  }

  Uni<FormedGroup> regroup(Mutiny.Session session, UUID id, Set<UUID> households, Report report) {
    return own(session, id)
        .call(row -> requireHere(session, row, households))
        .call(
            row -> handle(session, id, new Regroup(households), report.of(row)).invoke(row::follow))
        .call(row -> disperse(session, id).chain(() -> gather(session, id, households)));
  }

  Uni<FormedGroup> dissolve(Mutiny.Session session, UUID id, Report report) {
    return own(session, id)
        .call(row -> handle(session, id, new DissolveGroup(), report.of(row)).invoke(row::follow))
        .call(row -> disperse(session, id));
  }

  private static Uni<Void> requireHere(
      Mutiny.Session session, FormedGroup group, Set<UUID> households) {
    return Households.requireOpen(
        session, group.community(), households, WatchGroupRejection.HOUSEHOLD_NOT_HERE);
  }

  /** Whoever leads lives there, and neither leaves nor moves in the same moment. */
  private static Uni<Void> requireLives(
      Mutiny.Session session, @Nullable UUID resident, UUID household) {
    return resident == null
        ? Uni.createFrom().voidItem()
        : lives(session, resident, household)
            .invoke(
                here -> {
                  if (!here) {
                    throw new CommandRejected(WatchGroupRejection.LEADER_NOT_IN_GROUP);
                  }
                })
            .chain(() -> Residents.hold(session, List.of(resident)));
  }

  private static Uni<Boolean> lives(Mutiny.Session session, UUID resident, UUID household) {
    return session
        .createNativeQuery(
            "select count(*) from resident where id = ?1 and household = ?2 and not gone",
            Long.class)
        .setParameter(1, resident)
        .setParameter(2, household)
        .getSingleResult()
        .map(found -> found > 0);
  }

  private static Uni<Void> gather(Mutiny.Session session, UUID group, Set<UUID> households) {
    return session
        .createSelectionQuery("select count(*) from GroupMember where household in ?1", Long.class)
        .setParameter(1, households)
        .getSingleResult()
        .invoke(
            taken -> {
              if (taken > 0) {
                throw new CommandRejected(WatchGroupRejection.HOUSEHOLD_IN_ANOTHER_GROUP);
              }
            })
        .chain(
            () ->
                session.persistAll(
                    households.stream().map(each -> new GroupMember(each, group)).toArray()))
        .chain(session::flush);
  }

  private static Uni<Void> disperse(Mutiny.Session session, UUID group) {
    return session
        .createMutationQuery("delete from GroupMember where watchGroup = ?1")
        .setParameter(1, group)
        .executeUpdate()
        .replaceWithVoid();
  }

  Uni<List<UUID>> households(Mutiny.Session session, UUID group) {
    return session
        .createSelectionQuery(
            "select household from GroupMember where watchGroup = ?1 order by household",
            UUID.class)
        .setParameter(1, group)
        .getResultList();
  }

  /** The leader tells that the occupants of a household of the group changed. */
  Uni<ReportedChange> report(Mutiny.Session session, ReportChange command, Report report) {
    return own(session, command.group())
        .call(
            group ->
                session
                    .find(GroupMember.class, command.household())
                    .invoke(
                        member -> {
                          if (member == null || !member.watchGroup.equals(group.id)) {
                            throw new CommandRejected(WatchGroupRejection.HOUSEHOLD_NOT_IN_GROUP);
                          }
                        }))
        .chain(
            group -> {
              Told told = new Told(group.community(), report.time(), report.actor());
              ReportedChange row = new ReportedChange(command, told);
              return handle(session, row.id, command, told)
                  .invoke(row::follow)
                  .chain(() -> session.persist(row))
                  .replaceWith(row);
            });
  }

  Uni<ReportedChange> settle(
      Mutiny.Session session, UUID id, ChangeSettlement settlement, Report report) {
    return register
        .own(session, ReportedChange.class, id, WatchGroupRejection.NO_SUCH_OCCUPANT_CHANGE)
        .call(
            row ->
                handle(session, id, new SettleChange(settlement), report.of(row))
                    .invoke(row::follow));
  }

  /** A group goes on with one household fewer. */
  @Override
  public Uni<Void> closed(Mutiny.Session session, RegisteredHousehold household, Told told) {
    return session
        .find(GroupMember.class, household.id())
        .chain(
            member ->
                member == null
                    ? Uni.createFrom().voidItem()
                    : session
                        .remove(member)
                        .chain(() -> session.find(FormedGroup.class, member.watchGroup))
                        .chain(
                            row -> conclude(session, row, new LoseHousehold(household.id()), told))
                        .chain(session::flush));
  }

  /** The resident leads no group any more; whoever takes the entry's place leads on. */
  Uni<Void> leaderGone(Mutiny.Session session, UUID resident, @Nullable UUID successor, Told told) {
    return session
        .createSelectionQuery(
            "from FormedGroup where leader = ?1 and not dissolved", FormedGroup.class)
        .setParameter(1, resident)
        .getSingleResultOrNull()
        .chain(
            row ->
                row == null
                    ? Uni.createFrom().voidItem()
                    : next(session, row, successor)
                        .chain(command -> conclude(session, row, command, told)));
  }

  private static Uni<WatchGroupCommand> next(
      Mutiny.Session session, FormedGroup row, @Nullable UUID successor) {
    UUID household = row.leadingHousehold;
    return successor == null || household == null
        ? Uni.createFrom().item(new LoseLeader())
        : lives(session, successor, household)
            .map(here -> here ? new ChooseLeader(household, successor) : new LoseLeader());
  }

  private Uni<Void> conclude(
      Mutiny.Session session, FormedGroup row, WatchGroupCommand command, Told told) {
    return store
        .conclude(
            session,
            GROUPS,
            WatchGroupEvent.class,
            EventStore.stream("watch-group", row.id),
            command,
            new Told(row.community(), told.time(), told.actor()))
        .invoke(row::follow)
        .replaceWithVoid();
  }

  private Uni<EventStore.Outcome<WatchGroup, WatchGroupEvent>> handle(
      Mutiny.Session session, UUID id, WatchGroupCommand command, Told told) {
    return store.handle(
        session,
        GROUPS,
        WatchGroupEvent.class,
        EventStore.stream("watch-group", id),
        command,
        told);
  }

  private Uni<EventStore.Outcome<OccupantReport, OccupantChangeEvent>> handle(
      Mutiny.Session session, UUID id, OccupantReportCommand command, Told told) {
    return store.handle(
        session,
        REPORTS,
        OccupantChangeEvent.class,
        EventStore.stream("occupant-change", id),
        command,
        told);
  }
}
