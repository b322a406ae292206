package org.qunfang.resident.stranded;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.Residency;
import org.qunfang.events.ResidentEvent.StayEvent;
import org.qunfang.events.ResidentEvent.StrandedStayNoted;
import org.qunfang.eventstore.CommandRejected;
import org.qunfang.eventstore.EventLogConfig;
import org.qunfang.eventstore.EventStore;
import org.qunfang.resident.person.Residents;
import org.qunfang.resident.register.Report;
import org.qunfang.security.DivisionScope;

/**
 * Those who are registered as stranded, with how they stay. They are residents like all others, and
 * few: the register says who they are, and their stays are looked up beside it, so that nothing is
 * said in two places.
 */
@ApplicationScoped
class Stranded {

  private static final StayDecider RULES = new StayDecider();
  private static final UUID FIRST = new UUID(0, 0);

  private static final String FIND =
      """
      select r.id, r.community, r.household, r.foreigner, r.gone, s.since, s.site, s.expected_end
        from resident r left join stranded_stay s on s.resident = r.id
       where r.residency = 'STRANDED' and r.community like $1 and r.gone = $2
         and ($3::boolean is null or r.foreigner = $3)
         and ($4::date is null or s.since >= $4) and ($5::date is null or s.since <= $5)
         and ($6::uuid is null or s.site = $6) and ($7::date is null or s.expected_end <= $7)
         and ($8::boolean is null or (s.resident is not null) = $8)
         and r.id > $9
       order by r.id limit $10
      """;

  private final Pool pool;
  private final DivisionScope scope;
  private final Residents residents;
  private final EventStore store;
  private final EventLogConfig config;

  Stranded(
      Pool pool,
      DivisionScope scope,
      Residents residents,
      EventStore store,
      EventLogConfig config) {
    this.pool = pool;
    this.scope = scope;
    this.residents = residents;
    this.store = store;
    this.config = config;
  }

  /** Somebody stranded; without since, site and end when nobody has noted how they stay. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Person(
      UUID resident,
      String community,
      UUID household,
      boolean foreigner,
      boolean gone,
      @Nullable LocalDate since,
      @Nullable UUID site,
      @Nullable LocalDate expectedEnd) {

    static Person of(Row row) {
      return new Person(
          row.getUUID("id"),
          row.getString("community"),
          row.getUUID("household"),
          row.getBoolean("foreigner"),
          row.getBoolean("gone"),
          row.getLocalDate("since"),
          row.getUUID("site"),
          row.getLocalDate("expected_end"));
    }
  }

  /** Whom somebody looks for; what is null does not matter. */
  record Wanted(
      boolean gone,
      @Nullable Boolean foreigner,
      @Nullable LocalDate sinceFrom,
      @Nullable LocalDate sinceTo,
      @Nullable UUID site,
      @Nullable LocalDate leavingBy,
      @Nullable Boolean noted) {}

  Uni<List<Person>> list(
      @Nullable Division division, Wanted wanted, @Nullable UUID after, int limit) {
    Division of = division == null ? scope.division() : division;
    scope.require(of);
    return pool.preparedQuery(FIND)
        .execute(
            Tuple.tuple(
                Arrays.asList(
                    of.prefix() + "%",
                    wanted.gone(),
                    wanted.foreigner(),
                    wanted.sinceFrom(),
                    wanted.sinceTo(),
                    wanted.site(),
                    wanted.leavingBy(),
                    wanted.noted(),
                    after == null ? FIRST : after,
                    limit)))
        .map(
            rows -> {
              List<Person> people = new ArrayList<>(rows.size());
              rows.forEach(row -> people.add(Person.of(row)));
              return people;
            });
  }

  /** Notes how somebody stays who is registered as stranded. */
  Uni<StrandedStay> note(Mutiny.Session session, UUID resident, Stay.Noted stay, Report report) {
    LocalDate today = report.time().atZone(config.zone()).toLocalDate();
    return residents
        .present(session, resident)
        .invoke(
            row -> {
              if (row.residency() != Residency.STRANDED) {
                throw new CommandRejected(StayRejection.NOT_STRANDED);
              }
            })
        .chain(
            row ->
                store.handle(
                    session,
                    RULES,
                    StayEvent.class,
                    EventStore.stream("stay", resident),
                    new NoteStay(resident, stay, today),
                    report.of(row)))
        .chain(outcome -> follow(session, resident, outcome.events()));
  }

  private static Uni<StrandedStay> follow(
      Mutiny.Session session, UUID resident, List<StayEvent> events) {
    return session
        .find(StrandedStay.class, resident)
        .map(row -> row == null ? new StrandedStay(resident) : row)
        .invoke(
            row -> {
              for (StayEvent event : events) {
                switch (event) {
                  case StrandedStayNoted noted -> row.apply(noted);
                }
              }
            })
        .call(row -> session.contains(row) ? Uni.createFrom().voidItem() : session.persist(row));
  }
}
