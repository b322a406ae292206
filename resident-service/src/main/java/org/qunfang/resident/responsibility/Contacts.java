package org.qunfang.resident.responsibility;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.Rejection;
import org.qunfang.events.ResidentEvent.ContactChannel;
import org.qunfang.events.ResidentEvent.HouseholdContacted;
import org.qunfang.eventstore.EventLogConfig;
import org.qunfang.eventstore.EventStore;
import org.qunfang.eventstore.FactLog;
import org.qunfang.eventstore.GroupCommit;
import org.qunfang.eventstore.LogSignal;
import org.qunfang.eventstore.TimeRejection;
import org.qunfang.eventstore.Told;
import org.qunfang.resident.household.HouseholdRejection;

/**
 * Stores daily contacts, many to a transaction. A contact's id follows from household and day, so
 * that a household counts once a day, however often and by whom it is told.
 */
@ApplicationScoped
class Contacts {

  /** In one order, so that two groups never wait for each other in a circle. */
  private static final String HOUSEHOLDS =
      """
      select id, community, cadre, registered, closed
        from household_duty where id = any($1) order by id for update
      """;

  /** The last day, and a bit for each of the days before it. */
  private static final String REMEMBER =
      """
      update household_duty d
         set recent = with_contact(d.contacted, d.recent, c.day),
             contacted_by = case when c.day >= coalesce(d.contacted, c.day) then c.worker else d.contacted_by end,
             channel = case when c.day >= coalesce(d.contacted, c.day) then c.channel else d.channel end,
             contacted = greatest(d.contacted, c.day)
        from unnest($1::uuid[], $2::date[], $3::uuid[], $4::text[]) c (household, day, worker, channel)
       where d.id = c.household
      """;

  private final FactLog facts;
  private final ZoneId zone;
  private final GroupCommit<Contact, Result> group;

  Contacts(
      Pool pool, FactLog facts, EventLogConfig config, LogSignal signal, MeterRegistry meters) {
    this.facts = facts;
    this.zone = config.zone();
    this.group =
        new GroupCommit<>(
            "household-contacts", pool, config.facts(), signal, meters, this::transact);
  }

  /**
   * A contact as somebody tells it.
   *
   * @param within the division that the teller answers for
   * @param worker who made it; null for whoever answers for the household
   */
  record Contact(
      UUID household,
      Division within,
      @Nullable UUID worker,
      ContactChannel channel,
      Instant time,
      String actor,
      @Nullable String traceparent) {}

  /** What became of a contact. */
  sealed interface Result {

    /** It counts. */
    record Counted() implements Result {}

    /** The household had been contacted that day already. */
    record Already() implements Result {}

    /** It does not count. */
    record Refused(Rejection reason) implements Result {}
  }

  /** Stores contacts that came together. */
  Uni<List<Result>> tell(List<Contact> contacts) {
    return group.submitAll(contacts);
  }

  private record Known(
      Division community, @Nullable UUID cadre, Instant registered, boolean closed) {}

  private Uni<List<Result>> transact(SqlConnection connection, List<Contact> contacts) {
    return connection
        .begin()
        .chain(
            tx ->
                store(connection, contacts)
                    .call(tx::commit)
                    .onFailure()
                    .call(failure -> tx.rollback().onFailure().recoverWithNull()));
  }

  private Uni<List<Result>> store(SqlConnection connection, List<Contact> contacts) {
    UUID[] ids = contacts.stream().map(Contact::household).distinct().toArray(UUID[]::new);
    return connection
        .preparedQuery(HOUSEHOLDS)
        .execute(Tuple.of(ids))
        .map(Contacts::known)
        .chain(households -> store(connection, contacts, households));
  }

  private static Map<UUID, Known> known(RowSet<Row> rows) {
    Map<UUID, Known> known = new HashMap<>();
    for (Row row : rows) {
      known.put(
          row.getUUID("id"),
          new Known(
              new Division(row.getString("community")),
              row.getUUID("cadre"),
              row.getOffsetDateTime("registered").toInstant(),
              row.getBoolean("closed")));
    }
    return known;
  }

  private Uni<List<Result>> store(
      SqlConnection connection, List<Contact> contacts, Map<UUID, Known> households) {
    List<Optional<Rejection>> refusals =
        contacts.stream().map(it -> refused(it, households.get(it.household()))).toList();
    Map<UUID, FactLog.Fact> wanted = new LinkedHashMap<>();
    List<UUID> ids = new ArrayList<>(contacts.size());
    for (int i = 0; i < contacts.size(); i++) {
      Contact contact = contacts.get(i);
      UUID id = ContactDays.idOf(contact.household(), day(contact.time()));
      ids.add(id);
      if (refusals.get(i).isEmpty()) {
        wanted.putIfAbsent(
            id, fact(id, contact, requireNonNull(households.get(contact.household()))));
      }
    }
    return append(connection, List.copyOf(wanted.values()))
        .map(
            fresh -> {
              Set<UUID> uncounted = new HashSet<>(fresh);
              List<Result> results = new ArrayList<>(contacts.size());
              for (int i = 0; i < contacts.size(); i++) {
                if (refusals.get(i).isPresent()) {
                  results.add(new Result.Refused(refusals.get(i).get()));
                } else if (uncounted.remove(ids.get(i))) {
                  results.add(new Result.Counted());
                } else {
                  results.add(new Result.Already());
                }
              }
              return results;
            });
  }

  private Optional<Rejection> refused(Contact contact, @Nullable Known household) {
    if (household == null || !contact.within().contains(household.community())) {
      return Optional.of(HouseholdRejection.NO_SUCH_HOUSEHOLD);
    }
    if (household.closed()) {
      return Optional.of(HouseholdRejection.HOUSEHOLD_CLOSED);
    }
    if (contact.worker() == null && household.cadre() == null) {
      return Optional.of(DutyRejection.NOBODY_ANSWERS);
    }
    if (!facts.keeps(contact.time())) {
      return Optional.of(DutyRejection.CONTACT_TOO_OLD);
    }
    return day(contact.time()).isBefore(day(household.registered()))
        ? Optional.of(TimeRejection.BEFORE_IT_BEGAN)
        : Optional.empty();
  }

  private FactLog.Fact fact(UUID id, Contact contact, Known household) {
    UUID worker = contact.worker() == null ? requireNonNull(household.cadre()) : contact.worker();
    return new FactLog.Fact(
        id,
        EventStore.stream("household-contacts", contact.household()),
        new Told(household.community(), contact.time(), contact.actor()),
        new HouseholdContacted(contact.household(), worker, contact.channel(), day(contact.time())),
        contact.traceparent());
  }

  private Uni<Set<UUID>> append(SqlConnection connection, List<FactLog.Fact> wanted) {
    return wanted.isEmpty()
        ? Uni.createFrom().item(Set.of())
        : facts
            .append(connection, wanted)
            .call(
                fresh ->
                    remember(
                        connection,
                        wanted.stream().filter(fact -> fresh.contains(fact.id())).toList()));
  }

  /** Day by day, because one statement changes a row only once. */
  private static Uni<Void> remember(SqlConnection connection, List<FactLog.Fact> fresh) {
    Map<LocalDate, List<HouseholdContacted>> days =
        fresh.stream()
            .map(fact -> (HouseholdContacted) fact.event())
            .collect(
                Collectors.groupingBy(HouseholdContacted::day, TreeMap::new, Collectors.toList()));
    Uni<Void> all = Uni.createFrom().voidItem();
    for (List<HouseholdContacted> day : days.values()) {
      all = all.chain(() -> rememberDay(connection, day));
    }
    return all;
  }

  private static Uni<Void> rememberDay(SqlConnection connection, List<HouseholdContacted> day) {
    return connection
        .preparedQuery(REMEMBER)
        .execute(
            Tuple.of(
                day.stream().map(HouseholdContacted::household).toArray(UUID[]::new),
                day.stream().map(HouseholdContacted::day).toArray(LocalDate[]::new),
                day.stream().map(HouseholdContacted::worker).toArray(UUID[]::new),
                day.stream().map(it -> it.channel().name()).toArray(String[]::new)))
        .replaceWithVoid();
  }

  private LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, zone);
  }
}
