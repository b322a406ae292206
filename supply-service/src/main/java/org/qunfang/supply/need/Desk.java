package org.qunfang.supply.need;

import java.util.Optional;
import org.qunfang.events.SupplyEvent.RaisedTo;

/** On whose table a need lies: the level that has to meet it now. */
enum Desk {
  COMMUNITY,
  STREET,
  DISTRICT,
  CITY;

  static Desk of(RaisedTo level) {
    return switch (level) {
      case STREET -> STREET;
      case DISTRICT -> DISTRICT;
      case CITY -> CITY;
    };
  }

  /** The level above; the city has none. */
  Optional<RaisedTo> above() {
    return switch (this) {
      case COMMUNITY -> Optional.of(RaisedTo.STREET);
      case STREET -> Optional.of(RaisedTo.DISTRICT);
      case DISTRICT -> Optional.of(RaisedTo.CITY);
      case CITY -> Optional.empty();
    };
  }
}
