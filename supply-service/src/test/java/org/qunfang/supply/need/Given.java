package org.qunfang.supply.need;

import java.util.UUID;
import org.qunfang.events.SupplyEvent.NeedAssigned;
import org.qunfang.events.SupplyEvent.NeedCategory;
import org.qunfang.events.SupplyEvent.NeedRaised;
import org.qunfang.events.SupplyEvent.NeedRegistered;
import org.qunfang.events.SupplyEvent.NeedResolved;
import org.qunfang.events.SupplyEvent.RaisedTo;
import org.qunfang.events.SupplyEvent.Urgency;

/** What may have happened to a need for food before. */
final class Given {

  static final UUID NEED = new UUID(1, 1);
  static final UUID HOUSEHOLD = new UUID(2, 1);
  static final UUID WORKER = new UUID(3, 1);

  static final NeedRegistered REGISTERED =
      new NeedRegistered(NEED, HOUSEHOLD, NeedCategory.FOOD, Urgency.TODAY);
  static final NeedAssigned ASSIGNED = new NeedAssigned(NEED, WORKER);
  static final NeedResolved RESOLVED = new NeedResolved(NEED, NeedCategory.FOOD, true);

  private Given() {}

  static NeedRaised raised(RaisedTo to) {
    return new NeedRaised(NEED, NeedCategory.FOOD, to);
  }
}
