package org.qunfang.intake;

import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.Scheduler;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.qunfang.events.Division;
import org.qunfang.events.Divisions;

/**
 * Looks up what is kept of divisions in memory: before the first request, and every minute for what
 * other replicas were told.
 */
@ApplicationScoped
public class DivisionLookup {

  private static final String EVERY = "60s";

  private final Scheduler scheduler;
  private final List<DivisionsInMemory> all;
  private final Pool pool;
  private final AtomicInteger looks = new AtomicInteger();
  private final Map<DivisionsInMemory, Integer> kept = new HashMap<>();

  DivisionLookup(Scheduler scheduler, @All List<DivisionsInMemory> all, Pool pool) {
    this.scheduler = scheduler;
    this.all = all;
    this.pool = pool;
  }

  void start(@Observes @Priority(1) StartupEvent started) {
    Divisions.load();
    look().await().indefinitely();
    scheduler
        .newJob("divisions")
        .setInterval(EVERY)
        .setConcurrentExecution(ConcurrentExecution.SKIP)
        .setAsyncTask(tick -> look())
        .schedule();
  }

  /** Looks at once. */
  public Uni<Void> look() {
    return Uni.createFrom().deferred(() -> look(looks.incrementAndGet()));
  }

  private Uni<Void> look(int number) {
    return Multi.createFrom()
        .iterable(all)
        .onItem()
        .transformToUniAndConcatenate(each -> look(each, number))
        .collect()
        .last();
  }

  private Uni<Void> look(DivisionsInMemory each, int number) {
    return pool.query(each.codes())
        .execute()
        .invoke(rows -> keep(each, number, divisions(rows)))
        .replaceWithVoid();
  }

  /** Not over what was found by somebody who began to look later, as after an import. */
  private synchronized void keep(DivisionsInMemory each, int number, Set<Division> found) {
    if (kept.merge(each, number, Math::max) == number) {
      each.keep(found);
    }
  }

  private static Set<Division> divisions(RowSet<Row> rows) {
    Set<Division> found = new HashSet<>();
    rows.forEach(row -> found.add(new Division("%012d".formatted(row.getLong(0)))));
    return found;
  }
}
