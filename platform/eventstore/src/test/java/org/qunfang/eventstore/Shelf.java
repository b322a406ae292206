package org.qunfang.eventstore;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.qunfang.events.Decider;
import org.qunfang.events.Decision;
import org.qunfang.events.Rejection;
import org.qunfang.events.SupplyEvent.OrderEvent;
import org.qunfang.events.SupplyEvent.OrderPacked;

/** An aggregate to try the event log with: three things lie on a shelf, and may be taken. */
final class Shelf implements Decider<UUID, Integer, OrderEvent> {

  static final Shelf DECIDER = new Shelf();
  private static final int THINGS = 3;

  private Shelf() {}

  enum Refusal implements Rejection {
    EMPTY;

    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String detail() {
      return "The shelf is empty.";
    }
  }

  @Override
  public Integer initial() {
    return 0;
  }

  @Override
  public Decision<OrderEvent> decide(UUID order, Integer taken) {
    return taken < THINGS
        ? Decision.accept(new OrderPacked(order))
        : Decision.reject(Refusal.EMPTY);
  }

  @Override
  public Integer evolve(Integer taken, OrderEvent event) {
    return taken + 1;
  }

  /** A read model. */
  @Entity(name = "ShelfRow")
  @Table(name = "shelf")
  static class Row {
    @Id String name = "";
    @Column int taken;
  }
}
