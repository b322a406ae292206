package org.qunfang.isolation.order;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.EventIds;
import org.qunfang.events.IsolationEvent;
import org.qunfang.events.IsolationEvent.ReleaseGround;
import org.qunfang.events.Received;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.EventLogConfig;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.Told;
import org.qunfang.isolation.order.IsolationCommand.AddGround;
import org.qunfang.isolation.order.IsolationCommand.LiftGround;
import org.qunfang.isolation.order.IsolationCommand.OrderIsolation;
import org.qunfang.isolation.order.IsolationCommand.ReweighGround;

/**
 * Carries out what is wanted of isolation orders and keeps their files, in the caller's session.
 */
@ApplicationScoped
public class IsolationOrders {

  /** Who acts when a rule does and no person: events remember an actor. */
  public static final String BY_RULE = "isolation-service";

  private static final IsolationDecider DECIDER = new IsolationDecider();

  private final EventStore store;
  private final EventLogConfig config;
  private final Counter elsewhere;

  IsolationOrders(EventStore store, EventLogConfig config, MeterRegistry meters) {
    this.store = store;
    this.config = config;
    this.elsewhere =
        Counter.builder("qunfang.isolation.findings.elsewhere")
            .description("Fevers found in somebody whose order counts in another community")
            .register(meters);
  }

  /** The day in the field of something told. */
  LocalDate dayOf(Told told) {
    return LocalDate.ofInstant(told.time(), config.zone());
  }

  /** Orders isolation of somebody for whom no order is open. */
  Uni<IsolationFile> order(Mutiny.Session session, OrderIsolation wanted, Told told) {
    return open(session, wanted.person())
        .chain(
            open ->
                open != null && !open.id.equals(wanted.order())
                    ? Uni.createFrom()
                        .failure(new CommandRejected(IsolationRejection.ALREADY_ISOLATED))
                    : make(session, wanted, told));
  }

  /** Carries out a command on the order of a file. It counts where the order counts. */
  Uni<IsolationFile> carryOut(
      Mutiny.Session session, IsolationFile file, IsolationCommand command, Told told) {
    return store
        .handle(
            session, DECIDER, IsolationEvent.class, streamOf(file.id), command, here(file, told))
        .map(outcome -> kept(file, outcome));
  }

  /** The same for what a rule wants; it takes effect with what it follows, at the earliest. */
  Uni<IsolationFile> conclude(
      Mutiny.Session session, IsolationFile file, IsolationCommand command, Told told) {
    return store
        .conclude(
            session, DECIDER, IsolationEvent.class, streamOf(file.id), command, here(file, told))
        .map(outcome -> kept(file, outcome));
  }

  private static Told here(IsolationFile file, Told told) {
    return new Told(file.community(), told.time(), told.actor());
  }

  private static IsolationFile kept(
      IsolationFile file, EventStore.Outcome<IsolationOrder, IsolationEvent> outcome) {
    file.keep(outcome);
    return file;
  }

  /**
   * A rule may find a ground to isolate somebody: then an order is made, or the open one takes it
   * into account. The order's id follows from the event, so that the same event twice makes one
   * order.
   *
   * @param rule the ground, told the day in the field
   */
  public Uni<Void> isolate(
      Mutiny.Session session,
      Received because,
      UUID person,
      Function<LocalDate, Optional<Ground>> rule) {
    return rule.apply(dayOf(toldBy(because)))
        .map(ground -> isolate(session, because, person, ground, open -> true, AddGround::new))
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  /**
   * The same for what a check found. Whoever is looked after without an order is named by nothing
   * but the teller, who answers for one community: an order that counts in another is not the
   * teller's to make stricter or longer.
   */
  public Uni<Void> observe(
      Mutiny.Session session,
      Received because,
      UUID person,
      Function<LocalDate, Optional<Ground>> rule) {
    return rule.apply(dayOf(toldBy(because)))
        .map(
            ground ->
                isolate(
                    session,
                    because,
                    person,
                    ground,
                    open -> open.community().equals(because.envelope().community()),
                    AddGround::new))
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  private Uni<Void> isolate(
      Mutiny.Session session,
      Received because,
      UUID person,
      Ground ground,
      Predicate<IsolationFile> concerns,
      Function<Ground, IsolationCommand> command) {
    Told told = toldBy(because);
    UUID order = EventIds.named("isolation-order", because.envelope().id().toString());
    return open(session, person)
        .chain(
            open -> {
              if (open == null) {
                return make(session, new OrderIsolation(order, person, ground, dayOf(told)), told);
              }
              if (concerns.test(open)) {
                return conclude(session, open, command.apply(ground), told);
              }
              elsewhere.increment();
              return Uni.createFrom().item(open);
            })
        .replaceWithVoid();
  }

  /**
   * A ground that may be known weighs otherwise now: an order is made, the open one takes it into
   * account, or, where the rule finds none any more, the ground has gone.
   *
   * @param cause what the ground is or was about
   */
  public Uni<Void> reweigh(
      Mutiny.Session session,
      Received because,
      UUID person,
      UUID cause,
      Function<LocalDate, Optional<Ground>> rule) {
    Optional<Ground> ground = rule.apply(dayOf(toldBy(because)));
    return ground.isEmpty()
        ? lift(session, because, person, cause, ReleaseGround.TERM_ENDED)
        : isolate(session, because, person, ground.get(), open -> true, ReweighGround::new);
  }

  /** A ground has gone; whoever is isolated for nothing else is released. */
  public Uni<Void> lift(
      Mutiny.Session session, Received because, UUID person, UUID cause, ReleaseGround outcome) {
    return open(session, person)
        .chain(
            open ->
                open == null
                    ? Uni.createFrom().voidItem()
                    : conclude(session, open, new LiftGround(cause, outcome), toldBy(because))
                        .replaceWithVoid());
  }

  private static Told toldBy(Received because) {
    return new Told(because.envelope().community(), because.envelope().time(), BY_RULE);
  }

  /** The open order of a person, or null. */
  static Uni<IsolationFile> open(Mutiny.Session session, UUID person) {
    return session
        .createSelectionQuery(
            "from IsolationFile where person = :person and state <> RELEASED", IsolationFile.class)
        .setParameter("person", person)
        .getSingleResultOrNull();
  }

  private Uni<IsolationFile> make(Mutiny.Session session, OrderIsolation wanted, Told told) {
    return store
        .handle(session, DECIDER, IsolationEvent.class, streamOf(wanted.order()), wanted, told)
        .chain(
            outcome ->
                outcome.events().isEmpty()
                    ? session.find(IsolationFile.class, wanted.order())
                    : openFile(session, outcome, told));
  }

  private static Uni<IsolationFile> openFile(
      Mutiny.Session session,
      EventStore.Outcome<IsolationOrder, IsolationEvent> outcome,
      Told told) {
    IsolationFile file = IsolationFile.opened(told);
    file.keep(outcome);
    return session.persist(file).chain(session::flush).replaceWith(file);
  }

  private static String streamOf(UUID order) {
    return EventStore.stream("isolation", order);
  }
}
