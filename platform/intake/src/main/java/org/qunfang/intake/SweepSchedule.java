package org.qunfang.intake;

import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.Scheduler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import org.qunfang.eventstore.EventLogConfig;
import org.qunfang.eventstore.Sweep;
import org.qunfang.eventstore.Sweeps;

/** Looks by the clock for what has fallen due: for each kind by itself, and never twice at once. */
@ApplicationScoped
public class SweepSchedule {

  private static final String NEVER = "off";

  private final Scheduler scheduler;
  private final List<Sweep> all;
  private final Sweeps sweeps;
  private final EventLogConfig config;
  private final Clock clock;

  SweepSchedule(
      Scheduler scheduler,
      @All List<Sweep> all,
      Sweeps sweeps,
      EventLogConfig config,
      Clock clock) {
    this.scheduler = scheduler;
    this.all = all;
    this.sweeps = sweeps;
    this.config = config;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    String every = config.automation().every();
    if (every.equals(NEVER)) {
      return;
    }
    for (Sweep sweep : all) {
      scheduler
          .newJob(sweep.name())
          .setInterval(every)
          .setConcurrentExecution(ConcurrentExecution.SKIP)
          .setAsyncTask(look -> sweeps.look(sweep, clock.instant()).replaceWithVoid())
          .schedule();
    }
  }
}
