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

  /** From now on the group is one of those that somebody has to answer for. */
  static Uni<Void> list(Mutiny.Session session, UUID group, Told told) {
    return session.persist(new AssignedGroup(group, told)).chain(session::flush);
  }

  /** The group is no more, and nobody has to answer for it. */
  Uni<Void> close(Mutiny.Session session, UUID group, Told told) {
    return session
        .find(AssignedGroup.class, group)
        .call(
            row ->
                store
                    .conclude(
                        session,
                        GROUPS,
                        GroupDutyEvent.class,
                        stream(row),
                        new ReleaseGroup(),
                        told)
                    .call(outcome -> follow(session, row, outcome)))
        .invoke(row -> row.closed = true)
        .replaceWithVoid();
  }

  private Uni<AssignedGroup> group(Mutiny.Session session, UUID id) {
    return register
        .own(session, AssignedGroup.class, id, UnitRejection.NO_SUCH_GROUP)
        .invoke(
            row -> {
              if (row.closed) {
                throw new CommandRejected(UnitRejection.NO_SUCH_GROUP);
              }
            });
  }

  Uni<AssignedGroup> assign(Mutiny.Session session, UUID group, UUID unit, Report report) {
    return own(session, unit)
        .chain(
            who ->
                group(session, group)
                    .invoke(
                        row -> {
                          if (!row.community.equals(who.community)) {
                            throw new CommandRejected(UnitRejection.GROUP_OF_ANOTHER_COMMUNITY);
                          }
                        })
                    .call(
                        row ->
                            change(
                                session,
                                row,
                                new AssignGroup(group, unit, who.dissolved),
                                report.replacing(row, row.unit, unit))));
  }

  Uni<AssignedGroup> release(Mutiny.Session session, UUID group, Report report) {
    return group(session, group)
        .call(
            row -> change(session, row, new ReleaseGroup(), report.replacing(row, row.unit, null)));
  }

  private Uni<Void> change(
      Mutiny.Session session, AssignedGroup row, GroupDutyCommand command, Told told) {
    return store
        .handle(session, GROUPS, GroupDutyEvent.class, stream(row), command, told)
        .chain(outcome -> follow(session, row, outcome));
  }

  private static String stream(AssignedGroup row) {
    return EventStore.stream("group-duty", row.id);
  }

  private static Uni<Void> follow(
      Mutiny.Session session,
      AssignedGroup row,
      EventStore.Outcome<GroupDuty, GroupDutyEvent> outcome) {
    row.version = outcome.version();
    row.unit =
        switch (outcome.state()) {
          case GroupDuty.Nobodys() -> null;
          case GroupDuty.OfUnit(UUID group, UUID unit) -> unit;
        };
    return count(session, outcome.events());
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
