package org.qunfang.resident.responsibility;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.ResidentEvent.GroupAssignedToUnit;
import org.qunfang.events.ResidentEvent.GroupDutyEvent;
import org.qunfang.events.ResidentEvent.GroupReleasedFromUnit;
import org.qunfang.events.ResidentEvent.UnitEvent;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.register.Register;
import org.qunfang.resident.register.Report;
import org.qunfang.resident.responsibility.GroupDutyCommand.AssignGroup;
import org.qunfang.resident.responsibility.GroupDutyCommand.ReleaseGroup;
import org.qunfang.resident.responsibility.UnitCommand.DissolveUnit;
import org.qunfang.resident.responsibility.UnitCommand.RegisterUnit;

/** Units, and the groups that they answer for. */
@ApplicationScoped
class Units {

  private static final UnitDecider UNITS = new UnitDecider();
  private static final GroupDutyDecider GROUPS = new GroupDutyDecider();

  private final Register register;
  private final EventStore store;

  Units(Register register, EventStore store) {
    this.register = register;
    this.store = store;
  }

  Uni<RegisteredUnit> register(Mutiny.Session session, UUID id, String name, Told told) {
    return handle(session, id, new RegisterUnit(id), told)
        .map(outcome -> new RegisteredUnit(id, name, told, outcome.version()))
        .call(session::persist);
  }

  Uni<RegisteredUnit> dissolve(Mutiny.Session session, UUID id, Report report) {
    return own(session, id)
        .call(
            row ->
                handle(session, id, new DissolveUnit(row.groups), report.of(row))
                    .invoke(
                        outcome -> {
                          row.dissolved = true;
                          row.version = outcome.version();
                        }));
  }

  private Uni<RegisteredUnit> own(Mutiny.Session session, UUID id) {
    return register.own(session, RegisteredUnit.class, id, UnitRejection.NO_SUCH_UNIT);
  }

  Uni<AssignedGroup> assign(Mutiny.Session session, UUID group, UUID unit, Report report) {
    return own(session, unit)
        .chain(
            who ->
                group(session, group, who, report)
                    .chain(
                        row ->
                            change(
                                session,
                                row,
                                new AssignGroup(group, unit, who.dissolved),
                                report)));
  }

  /** A group that nobody answered for before comes onto the list of groups. */
  private static Uni<AssignedGroup> group(
      Mutiny.Session session, UUID id, RegisteredUnit unit, Report report) {
    return session
        .find(AssignedGroup.class, id)
        .invoke(
            row -> {
              if (row != null && !row.community.equals(unit.community)) {
                throw new CommandRejected(UnitRejection.GROUP_OF_ANOTHER_COMMUNITY);
              }
            })
        .onItem()
        .ifNull()
        .switchTo(
            () -> {
              AssignedGroup row =
                  new AssignedGroup(id, new Told(unit.community(), report.time(), report.actor()));
              return session.persist(row).replaceWith(row);
            });
  }

  Uni<AssignedGroup> release(Mutiny.Session session, UUID group, Report report) {
    return register
        .own(session, AssignedGroup.class, group, UnitRejection.NO_SUCH_GROUP)
        .chain(row -> change(session, row, new ReleaseGroup(), report));
  }

  private Uni<AssignedGroup> change(
      Mutiny.Session session, AssignedGroup row, GroupDutyCommand command, Report report) {
    return store
        .handle(
            session,
            GROUPS,
            GroupDutyEvent.class,
            EventStore.stream("group-duty", row.id),
            command,
            report.of(row))
        .invoke(
            outcome -> {
              row.version = outcome.version();
              row.unit =
                  switch (outcome.state()) {
                    case GroupDuty.Nobodys() -> null;
                    case GroupDuty.OfUnit(UUID group, UUID unit) -> unit;
                  };
            })
        .call(outcome -> count(session, outcome.events()))
        .replaceWith(row);
  }

  private static Uni<Void> count(Mutiny.Session session, List<GroupDutyEvent> events) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (GroupDutyEvent event : events) {
      all =
          all.chain(
              () ->
                  switch (event) {
                    case GroupAssignedToUnit(UUID group, UUID unit) -> count(session, unit, 1);
                    case GroupReleasedFromUnit(UUID group, UUID unit) -> count(session, unit, -1);
                  });
    }
    return all;
  }

  private static Uni<Void> count(Mutiny.Session session, UUID unit, int amount) {
    return session
        .createNativeQuery("update unit set groups = groups + :amount where id = :unit")
        .setParameter("amount", amount)
        .setParameter("unit", unit)
        .executeUpdate()
        .replaceWithVoid();
  }

  private Uni<EventStore.Outcome<Unit, UnitEvent>> handle(
      Mutiny.Session session, UUID id, UnitCommand command, Told told) {
    return store.handle(
        session, UNITS, UnitEvent.class, EventStore.stream("unit", id), command, told);
  }
}
