package org.qunfang.eventstore;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The edge where time comes in; everything inside is told the time. */
@Singleton
class EventStoreClock {

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }
}
