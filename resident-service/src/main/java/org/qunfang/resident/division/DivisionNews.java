package org.qunfang.resident.division;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.eventstore.Commands;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.EventStore.Addition;
import org.qunfang.eventstore.Told;

/**
 * Tells the other services what imports changed, some hundred divisions a transaction, in the order
 * of the imports. What was broken off is gone on with by the clock.
 */
@ApplicationScoped
class DivisionNews {

  private static final int AT_ONCE = 500;

  private final Commands commands;
  private final EventStore store;

  DivisionNews(Commands commands, EventStore store) {
    this.commands = commands;
    this.store = store;
  }

  /** Tells all that has not been told. */
  @Scheduled(
      every = "${qunfang.automation.every:60s}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> tell() {
    return Multi.createBy()
        .repeating()
        .uni(() -> commands.transact(this::some))
        .whilst(more -> more)
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** False when nothing is left. */
  private Uni<Boolean> some(Mutiny.Session session) {
    return session
        .createSelectionQuery(
            "from UntoldImport where told < added + renamed + abolished order by id",
            UntoldImport.class)
        .setMaxResults(1)
        .getSingleResultOrNull()
        .chain(next -> next == null ? Uni.createFrom().item(false) : some(session, next));
  }

  private Uni<Boolean> some(Mutiny.Session session, UntoldImport next) {
    return session
        .createSelectionQuery(
            "from ChangedDivision where of = ?1 and number > ?2 order by number",
            ChangedDivision.class)
        .setParameter(1, next.id)
        .setParameter(2, next.told)
        .setMaxResults(AT_ONCE)
        .getResultList()
        .chain(
            changes -> {
              List<Addition> news = changes.stream().map(each -> addition(next, each)).toList();
              next.told += news.size();
              return store.append(session, news).replaceWith(true);
            });
  }

  private static Addition addition(UntoldImport of, ChangedDivision change) {
    return new Addition(
        EventStore.stream("division-import", of.id),
        change.number - 1,
        new Told(change.division(), of.imported, of.actor),
        List.of(change.event()));
  }
}
