package org.qunfang.isolation.order;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.IsolationEvent.IsolationKind;
import org.qunfang.events.IsolationEvent.IsolationReleased;
import org.qunfang.events.IsolationEvent.IsolationStarted;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.Commands;
import org.qunfang.intake.CommandIntake;
import org.qunfang.intake.EventIntake;
import org.qunfang.isolation.order.IsolationCommand.ReleaseIsolation;
import org.qunfang.isolation.order.IsolationCommand.StartIsolation;

/** Hospitals tell in their own systems who was taken in and who was let go. */
@ApplicationScoped
class IsolationOrderEvents implements EventIntake {

  private final Commands commands;
  private final IsolationOrders orders;
  private final IsolationFiles files;

  IsolationOrderEvents(Commands commands, IsolationOrders orders, IsolationFiles files) {
    this.commands = commands;
    this.orders = orders;
    this.files = files;
  }

  @Override
  public Set<Class<? extends DomainEvent>> types() {
    return Set.of(IsolationStarted.class, IsolationReleased.class);
  }

  @Override
  public Uni<List<Answer>> take(List<Incoming> events) {
    return CommandIntake.take(commands, events, this::carryOut);
  }

  private Uni<?> carryOut(Mutiny.Session session, Incoming incoming) {
    return switch (incoming.event()) {
      case IsolationStarted told ->
          fileOf(session, incoming, told.order(), told.person())
              .invoke(file -> requireKind(file, told.kind()))
              .chain(file -> orders.carryOut(session, file, new StartIsolation(), incoming.told()));
      case IsolationReleased told ->
          fileOf(session, incoming, told.order(), told.person())
              .chain(
                  file ->
                      orders.carryOut(
                          session,
                          file,
                          new ReleaseIsolation(told.ground(), orders.dayOf(incoming.told())),
                          incoming.told()));
      case DomainEvent other ->
          throw new IllegalStateException(other.getClass() + " is none of types()");
    };
  }

  private Uni<IsolationFile> fileOf(
      Mutiny.Session session, Incoming incoming, UUID order, UUID person) {
    return files
        .own(session, order)
        .invoke(
            file -> {
              if (!file.community().equals(incoming.told().community())) {
                throw new CommandRejected(IsolationRejection.ANOTHER_COMMUNITY);
              }
              if (!file.person.equals(person)) {
                throw new CommandRejected(IsolationRejection.ANOTHER_PERSON);
              }
            });
  }

  private static void requireKind(IsolationFile file, IsolationKind kind) {
    if (file.kind != kind) {
      throw new CommandRejected(IsolationRejection.ANOTHER_KIND);
    }
  }
}
