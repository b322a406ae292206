package org.qunfang.supply.need;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.SupplyEvent.NeedRegistered;
import org.qunfang.eventstore.Commands;
import org.qunfang.intake.CommandIntake;
import org.qunfang.intake.EventIntake;

/** Needs that other systems were told of: a hotline, a compound's own application. */
@ApplicationScoped
class NeedIntake implements EventIntake {

  private final Commands commands;
  private final NeedsRegister register;

  NeedIntake(Commands commands, NeedsRegister register) {
    this.commands = commands;
    this.register = register;
  }

  @Override
  public Set<Class<? extends DomainEvent>> types() {
    return Set.of(NeedRegistered.class);
  }

  @Override
  public Uni<List<Answer>> take(List<Incoming> events) {
    return CommandIntake.take(commands, events, this::register);
  }

  private Uni<?> register(Mutiny.Session session, Incoming incoming) {
    NeedRegistered need = (NeedRegistered) incoming.event();
    return register.register(
        session, need.need(), need.household(), need.category(), need.urgency(), incoming.told());
  }
}
