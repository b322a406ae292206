package org.qunfang.supply.need;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Looks for needs left overnight, by the clock. */
@ApplicationScoped
class OvernightSchedule {

  private final NeedsLeftOvernight needs;
  private final Clock clock;

  OvernightSchedule(NeedsLeftOvernight needs, Clock clock) {
    this.needs = needs;
    this.clock = clock;
  }

  @Scheduled(
      every = "${qunfang.automation.every:60s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> look() {
    return needs.raise(clock.instant()).replaceWithVoid();
  }
}
