package org.qunfang.eventstore;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Does by the clock what has fallen due, page by page and each thing for itself: one that cannot be
 * done is reported and tried again the next time, and holds up nobody behind it.
 *
 * <p>When the database is away all of it waits for the next time.
 */
@ApplicationScoped
public class Sweeps {

  private static final Logger LOG = Logger.getLogger(Sweeps.class);

  private final MeterRegistry meters;

  Sweeps(MeterRegistry meters) {
    this.meters = meters;
  }

  /**
   * A look that nobody asked for, and nobody waits for: should it fail, that is reported, and the
   * next one finds what it left.
   */
  public Uni<Integer> look(Sweep sweep, Instant now) {
    return Uni.createFrom()
        .deferred(() -> sweep.byTheClock(now))
        .onFailure(Sweeps::isItsOwnFault)
        .invoke(failure -> failed(sweep.name(), sweep.name(), failure))
        .onFailure(failure -> !isItsOwnFault(failure))
        .invoke(failure -> LOG.warn(sweep.name() + " waits: " + failure.getClass().getName()))
        .onFailure()
        .recoverWithItem(0);
  }

  /**
   * Goes through all that is due; tells how much was done.
   *
   * @param name of what is done, for logs and metrics
   * @param first comes before everything that may be due
   * @param due what is due and comes after that, some of it; nothing at the end
   * @param work one thing, in a transaction of its own; true when it was still to be done
   */
  public <T> Uni<Integer> through(
      String name, T first, Function<T, Uni<List<T>>> due, Function<T, Uni<Boolean>> work) {
    return due.apply(first)
        .chain(
            page ->
                page.isEmpty()
                    ? Uni.createFrom().item(0)
                    : all(name, page, work)
                        .chain(
                            here ->
                                through(name, page.get(page.size() - 1), due, work)
                                    .map(further -> here + further)));
  }

  private <T> Uni<Integer> all(String name, List<T> page, Function<T, Uni<Boolean>> work) {
    return Multi.createFrom()
        .iterable(page)
        .onItem()
        .transformToUniAndConcatenate(item -> one(name, item, work))
        .collect()
        .with(Collectors.summingInt(done -> done ? 1 : 0));
  }

  private <T> Uni<Boolean> one(String name, T item, Function<T, Uni<Boolean>> work) {
    return Uni.createFrom()
        .deferred(() -> work.apply(item))
        .onFailure(Sweeps::isItsOwnFault)
        .invoke(failure -> failed(name, name + " for " + item, failure))
        .onFailure(Sweeps::isItsOwnFault)
        .recoverWithItem(false);
  }

  /** One that others are always faster at says nothing about the one behind it either. */
  private static boolean isItsOwnFault(Throwable failure) {
    return failure instanceof CollidedTooOften || !Weather.isToBlameFor(failure);
  }

  private void failed(String name, String what, Throwable failure) {
    LOG.error("could not do " + what + ": " + failure.getClass().getName());
    Counter.builder("qunfang.sweeps.failed")
        .description("Things that had fallen due and could not be done, each time they were tried")
        .tag("sweep", name)
        .register(meters)
        .increment();
  }
}
