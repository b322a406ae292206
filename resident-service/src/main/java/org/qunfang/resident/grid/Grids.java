package org.qunfang.resident.grid;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.GridEvent;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.grid.GridCommand.ChangeLeader;
import org.qunfang.resident.grid.GridCommand.DefineGrid;
import org.qunfang.resident.grid.GridCommand.DissolveGrid;
import org.qunfang.resident.grid.GridCommand.PutIn;
import org.qunfang.resident.household.HouseholdKeeper;
import org.qunfang.resident.household.Households;
import org.qunfang.resident.household.RegisteredHousehold;
import org.qunfang.resident.register.Held;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.register.TakenFrom;
import org.qunfang.resident.worker.EnlistedWorker;

/** Carries out what is asked of grids, and says which household is in which: in one, or in none. */
@ApplicationScoped
class Grids implements HouseholdKeeper {

  private static final GridDecider RULES = new GridDecider();

  private final Register register;
  private final EventStore store;

  Grids(Register register, EventStore store) {
    this.register = register;
    this.store = store;
  }

  Uni<DefinedGrid> own(Mutiny.Session session, UUID id) {
    return register.own(session, DefinedGrid.class, id, GridRejection.NO_SUCH_GRID);
  }

  Uni<DefinedGrid> define(
      Mutiny.Session session, DefineGrid command, @Nullable String name, Told told) {
    DefinedGrid row = new DefinedGrid(command, name, told);
    return requireOnDuty(session, row.community(), command.leader())
        .chain(() -> handle(session, row.id, command, told))
        .invoke(row::follow)
        .chain(() -> session.persist(row))
        .replaceWith(row);
  }

  Uni<DefinedGrid> changeLeader(Mutiny.Session session, UUID id, UUID leader, Report report) {
    return own(session, id)
        .call(row -> requireOnDuty(session, row.community(), leader))
        .call(row -> changeLeader(session, row, leader, report.replacing(row, row.leader, leader)));
  }

  Uni<Void> changeLeader(
      Mutiny.Session session, DefinedGrid row, @Nullable UUID leader, Told told) {
    return handle(session, row.id, new ChangeLeader(leader), told)
        .invoke(row::follow)
        .replaceWithVoid();
  }

  /** The grids that a worker leads. */
  static Uni<List<DefinedGrid>> ledBy(Mutiny.Session session, UUID worker) {
    return session
        .createSelectionQuery(
            "from DefinedGrid where leader = ?1 and not dissolved order by id", DefinedGrid.class)
        .setParameter(1, worker)
        .getResultList();
  }

  /** Whoever is to lead is on duty there, and does not stand down in the same moment. */
  static Uni<Void> requireOnDuty(Mutiny.Session session, Division community, UUID worker) {
    return Held.asTheyAre(session, EnlistedWorker.class, List.of(worker))
        .chain(() -> session.find(EnlistedWorker.class, worker))
        .invoke(
            leader -> {
              if (leader == null || !leader.onDuty() || !leader.community().equals(community)) {
                throw new CommandRejected(GridRejection.LEADER_NOT_ON_DUTY);
              }
            })
        .replaceWithVoid();
  }

  /** Puts them into the grid, and out of those others. */
  Uni<DefinedGrid> putIn(
      Mutiny.Session session,
      UUID id,
      List<UUID> asked,
      @Nullable List<UUID> others,
      Report report) {
    Set<UUID> households = new LinkedHashSet<>(asked);
    return own(session, id)
        .call(
            row ->
                Households.requireOpen(
                    session, row.community(), households, GridRejection.HOUSEHOLD_NOT_HERE))
        .chain(
            row ->
                members(session, households)
                    .invoke(
                        before ->
                            TakenFrom.require(
                                others,
                                id,
                                before.stream().map(member -> member.grid),
                                GridRejection.IN_ANOTHER_GRID))
                    .chain(before -> putIn(session, row, households, before, report.of(row))));
  }

  private static Uni<List<GridHousehold>> members(Mutiny.Session session, Set<UUID> households) {
    return session
        .createSelectionQuery(
            "from GridHousehold where household in ?1 order by household", GridHousehold.class)
        .setParameter(1, households)
        .getResultList();
  }

  private Uni<DefinedGrid> putIn(
      Mutiny.Session session,
      DefinedGrid grid,
      Set<UUID> households,
      List<GridHousehold> before,
      Told told) {
    Set<UUID> added = new LinkedHashSet<>(households);
    Map<UUID, Integer> left = new HashMap<>();
    for (GridHousehold member : before) {
      if (member.grid.equals(grid.id)) {
        added.remove(member.household);
      } else {
        left.merge(member.grid, 1, Integer::sum);
      }
    }
    return handle(session, grid.id, new PutIn(List.copyOf(added)), told)
        .call(() -> Held.inOrder(session, DefinedGrid.class, with(left.keySet(), grid.id)))
        .invoke(grid::follow)
        .chain(() -> join(session, grid, added, before, told))
        .invoke(() -> grid.households += added.size())
        .chain(session::flush)
        .chain(() -> leave(session, left))
        .replaceWith(grid);
  }

  private static Set<UUID> with(Set<UUID> others, UUID grid) {
    Set<UUID> all = new HashSet<>(others);
    all.add(grid);
    return all;
  }

  private static Uni<Void> join(
      Mutiny.Session session,
      DefinedGrid grid,
      Set<UUID> added,
      List<GridHousehold> before,
      Told told) {
    Set<UUID> fresh = new HashSet<>(added);
    for (GridHousehold member : before) {
      if (fresh.remove(member.household)) {
        member.grid = grid.id;
        member.version = grid.version;
      }
    }
    List<GridHousehold> rows = new ArrayList<>(fresh.size());
    fresh.forEach(household -> rows.add(new GridHousehold(household, grid, told.time())));
    return session.persistAll(rows.toArray());
  }

  private static Uni<Void> leave(Mutiny.Session session, Map<UUID, Integer> left) {
    Uni<Void> done = Uni.createFrom().voidItem();
    for (var each : left.entrySet()) {
      done = done.chain(() -> fewer(session, each.getKey(), each.getValue()));
    }
    return done;
  }

  private static Uni<Void> fewer(Mutiny.Session session, UUID grid, int households) {
    return session
        .createMutationQuery("update DefinedGrid set households = households - ?1 where id = ?2")
        .setParameter(1, households)
        .setParameter(2, grid)
        .executeUpdate()
        .replaceWithVoid();
  }

  Uni<DefinedGrid> dissolve(Mutiny.Session session, UUID id, Report report) {
    return own(session, id)
        .call(row -> handle(session, id, new DissolveGrid(), report.of(row)).invoke(row::follow))
        .call(session::flush)
        .call(
            () ->
                session
                    .createMutationQuery("delete from GridHousehold where grid = ?1")
                    .setParameter(1, id)
                    .executeUpdate());
  }

  @Override
  public Uni<Void> closed(Mutiny.Session session, RegisteredHousehold household, Told told) {
    return session
        .find(GridHousehold.class, household.id())
        .chain(
            member ->
                member == null
                    ? Uni.createFrom().voidItem()
                    : Held.inOrder(session, DefinedGrid.class, List.of(member.grid))
                        .chain(() -> session.remove(member))
                        .chain(session::flush)
                        .chain(() -> fewer(session, member.grid, 1)));
  }

  private Uni<EventStore.Outcome<Grid, GridEvent>> handle(
      Mutiny.Session session, UUID id, GridCommand command, Told told) {
    return store.handle(
        session, RULES, GridEvent.class, EventStore.stream("grid", id), command, told);
  }
}
