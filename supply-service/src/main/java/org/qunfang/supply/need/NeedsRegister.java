package org.qunfang.supply.need;

import static org.qunfang.supply.need.NeedDecider.NEEDS;
import static org.qunfang.supply.need.NeedRejection.NEED_UNKNOWN;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.SupplyEvent.NeedCategory;
import org.qunfang.events.SupplyEvent.NeedEvent;
import org.qunfang.events.SupplyEvent.Urgency;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.EventLogConfig;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.Told;
import org.qunfang.intake.OwnDivision;
import org.qunfang.supply.confinement.ConfinedHouseholds;
import org.qunfang.supply.need.NeedCommand.RegisterNeed;
import org.qunfang.supply.need.NeedCommand.ResolveNeed;

/** The register of urgent needs (急需用品登记册): decides, and keeps its lines in the same transaction. */
@ApplicationScoped
public class NeedsRegister {

  private final EventStore store;
  private final OwnDivision own;
  private final ConfinedHouseholds confined;
  private final EventLogConfig config;

  NeedsRegister(
      EventStore store, OwnDivision own, ConfinedHouseholds confined, EventLogConfig config) {
    this.store = store;
    this.own = own;
    this.confined = confined;
    this.config = config;
  }

  /**
   * A need as the rest of this service sees it.
   *
   * @param open whether it still has to be met
   */
  public record Known(UUID need, UUID household, boolean open) {}

  /** Puts a need on the register; the needs of a confined household come first. */
  Uni<RegisteredNeed> register(
      Mutiny.Session session,
      UUID need,
      UUID household,
      NeedCategory category,
      Urgency urgency,
      Told told) {
    return confined
        .contain(session, household)
        .map(isConfined -> new RegisterNeed(need, household, category, urgency, isConfined))
        .chain(
            command -> store.handle(session, NEEDS, NeedEvent.class, streamOf(need), command, told))
        .map(outcome -> recorded(new RegisteredNeed(), outcome, told))
        .call(session::persist);
  }

  /** Does something with a need that is on the register. */
  Uni<RegisteredNeed> change(
      Mutiny.Session session, RegisteredNeed line, NeedCommand command, Told told) {
    return store
        .handle(session, NEEDS, NeedEvent.class, streamOf(line.id), command, told)
        .map(outcome -> recorded(line, outcome, told));
  }

  private static RegisteredNeed recorded(
      RegisteredNeed line, EventStore.Outcome<Need, NeedEvent> outcome, Told told) {
    outcome.happened().forEach(each -> line.record(each.event(), told.at(each.time())));
    return line;
  }

  private static String streamOf(UUID need) {
    return EventStore.stream("need", need);
  }

  /** Its line, when it is the caller's division's; {@code NEED_UNKNOWN} through the Uni if not. */
  Uni<RegisteredNeed> own(Mutiny.Session session, UUID need) {
    return own.find(session, RegisteredNeed.class, need, NEED_UNKNOWN);
  }

  /** Its line on the register; {@code NEED_UNKNOWN} through the Uni when there is none. */
  Uni<RegisteredNeed> line(Mutiny.Session session, UUID need) {
    return session
        .find(RegisteredNeed.class, need)
        .onItem()
        .ifNull()
        .failWith(() -> new CommandRejected(NEED_UNKNOWN));
  }

  /** To say that it was met, on the day of the field's time. */
  NeedCommand toResolve(RegisteredNeed line, Told told) {
    return new ResolveNeed(line.id, dayOf(line.registered), dayOf(told.time()));
  }

  private LocalDate dayOf(Instant time) {
    return LocalDate.ofInstant(time, config.zone());
  }

  /** Whose need it is and whether it is still open; null when nobody told of it there. */
  public Uni<@Nullable Known> find(Mutiny.Session session, UUID need, Division community) {
    return session
        .find(RegisteredNeed.class, need)
        .map(
            line ->
                line == null || !line.community.equals(community.code())
                    ? null
                    : new Known(line.id, line.household, line.isOpen()));
  }

  /** What was ordered to meet the need is at the door; a need met otherwise stays as it is. */
  public Uni<Void> delivered(Mutiny.Session session, UUID need, Told told) {
    return line(session, need)
        .chain(
            line ->
                store
                    .conclude(
                        session,
                        NEEDS,
                        NeedEvent.class,
                        streamOf(need),
                        toResolve(line, told),
                        told)
                    .map(outcome -> recorded(line, outcome, told)))
        .replaceWithVoid();
  }

  /** Needs that have been at their desk since before that midnight, by id. */
  Uni<List<UUID>> leftOvernight(Mutiny.Session session, Instant midnight, UUID after, int limit) {
    return session
        .createNativeQuery(
            """
            select id from need
             where state <> 'RESOLVED' and desk <> 'CITY'
               and desk_since < :midnight and id > :after
             order by id
            """,
            UUID.class)
        .setParameter("midnight", midnight)
        .setParameter("after", after)
        .setMaxResults(limit)
        .getResultList();
  }
}
