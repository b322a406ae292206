package org.qunfang.checkpoint.passage;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.qunfang.eventstore.FactLog;

/** Passages are kept for days, not for years: the days that retention has passed are dropped. */
@ApplicationScoped
class OldPassages {

  private final FactLog facts;

  OldPassages(FactLog facts) {
    this.facts = facts;
  }

  @Scheduled(every = "1h", delayed = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> drop() {
    return facts.dropOldDays().replaceWithVoid();
  }
}
