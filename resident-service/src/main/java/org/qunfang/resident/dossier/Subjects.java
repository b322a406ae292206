package org.qunfang.resident.dossier;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.EventTypes;
import org.qunfang.events.OwnJson;
import org.qunfang.events.ResidentEvent.PersonEvent;
import org.qunfang.events.ResidentEvent.ResidentLeft;
import org.qunfang.events.ResidentEvent.ResidentMerged;
import org.qunfang.eventstore.EventStore;

/**
 * Of whom a file tells: the person, the entries that turned out to be the same person, and the
 * households in which they lived, while they lived there. What happens to a household is in the
 * files of those who live in it, and of nobody who has moved away.
 */
@ApplicationScoped
class Subjects {

  private static final Instant EVER = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant FOR_EVER = Instant.parse("9999-01-01T00:00:00Z");
  private static final String HOUSEHOLD = "household";

  /** The person themselves, and who was merged into them, over however many others. */
  private static final String MOVES =
      """
      with recursive same (id) as (
        select $1::uuid
         union
        select r.id from same join resident r on r.merged_into = same.id)
      select same.id as person, type, time, data
        from same left join event on stream = 'resident-' || same.id and type = any ($2)
       order by same.id, version
      """;

  /** Whatever says of a person in which household they are now, or that they are in none. */
  private static final String[] TYPES =
      EventTypes.all().stream()
          .filter(PersonEvent.class::isAssignableFrom)
          .filter(
              event ->
                  event == ResidentLeft.class
                      || event == ResidentMerged.class
                      || namesHousehold(event))
          .map(EventTypes::of)
          .toArray(String[]::new);

  private final Pool pool;

  Subjects(Pool pool) {
    this.pool = pool;
  }

  /** What an entry is about. */
  enum Concerns {
    PERSON,
    HOUSEHOLD
  }

  /**
   * Somebody or something that a file tells of, in a time.
   *
   * @param stream where the register itself tells of it
   */
  record Subject(Concerns concerns, UUID id, String stream, Instant since, Instant until) {

    static Subject person(UUID id) {
      return new Subject(Concerns.PERSON, id, EventStore.stream("resident", id), EVER, FOR_EVER);
    }

    static Subject household(UUID id, Instant since) {
      return new Subject(Concerns.HOUSEHOLD, id, EventStore.stream(HOUSEHOLD, id), since, FOR_EVER);
    }

    Subject until(Instant end) {
      return new Subject(concerns, id, stream, since, end);
    }
  }

  Uni<List<Subject>> of(UUID resident) {
    return pool.preparedQuery(MOVES).execute(Tuple.of(resident, TYPES)).map(Subjects::subjects);
  }

  private static List<Subject> subjects(RowSet<Row> moves) {
    List<Subject> subjects = new ArrayList<>();
    @Nullable UUID person = null;
    @Nullable Subject home = null;
    for (Row row : moves) {
      if (!row.getUUID("person").equals(person)) {
        if (home != null) {
          subjects.add(home);
          home = null;
        }
        person = row.getUUID("person");
        subjects.add(Subject.person(person));
      }
      if (row.getString("type") == null) {
        continue;
      }
      Instant time = row.getOffsetDateTime("time").toInstant();
      if (home != null) {
        subjects.add(home.until(time));
      }
      UUID household = movedTo(row);
      home = household == null ? null : Subject.household(household, time);
    }
    if (home != null) {
      subjects.add(home);
    }
    return subjects;
  }

  private static boolean namesHousehold(Class<?> event) {
    return Arrays.stream(event.getRecordComponents())
        .anyMatch(part -> part.getName().equals(HOUSEHOLD) && part.getType() == UUID.class);
  }

  /** Null when they left for elsewhere. */
  private static @Nullable UUID movedTo(Row row) {
    JsonNode household = OwnJson.read(row.getString("data"), JsonNode.class).path(HOUSEHOLD);
    return household.isTextual() ? UUID.fromString(household.textValue()) : null;
  }
}
