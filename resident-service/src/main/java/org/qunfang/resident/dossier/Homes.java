package org.qunfang.resident.dossier;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.EventJson;
import org.qunfang.events.EventTypes;
import org.qunfang.events.ResidentEvent.ResidentLeft;
import org.qunfang.events.ResidentEvent.ResidentRegistered;
import org.qunfang.eventstore.EventStore;

/**
 * Who lived in which household when, by the person's own stream: what happens to a household is in
 * the files of those who live in it, and of nobody who has moved away.
 */
@ApplicationScoped
class Homes {

  private static final Instant FOR_EVER = Instant.parse("9999-01-01T00:00:00Z");

  private static final String MOVES =
      "select type, time, data from event where stream = $1 and type = any ($2) order by version";

  private static final String[] TYPES = {
    EventTypes.of(ResidentRegistered.class), EventTypes.of(ResidentLeft.class)
  };

  private final Pool pool;

  Homes(Pool pool) {
    this.pool = pool;
  }

  /** From when until when somebody lived in a household. */
  record Stay(UUID household, Instant since, Instant until) {}

  Uni<List<Stay>> of(UUID resident) {
    return pool.preparedQuery(MOVES)
        .execute(Tuple.of(EventStore.stream("resident", resident), TYPES))
        .map(Homes::stays);
  }

  private static List<Stay> stays(RowSet<Row> moves) {
    List<Stay> stays = new ArrayList<>();
    @Nullable Stay now = null;
    for (Row row : moves) {
      Instant time = row.getOffsetDateTime("time").toInstant();
      if (now != null) {
        stays.add(new Stay(now.household(), now.since(), time));
        now = null;
      }
      UUID household = movedTo(row);
      if (household != null) {
        now = new Stay(household, time, FOR_EVER);
      }
    }
    if (now != null) {
      stays.add(now);
    }
    return stays;
  }

  /** Null when they left for elsewhere. */
  private static @Nullable UUID movedTo(Row row) {
    DomainEvent event =
        EventJson.read(EventTypes.find(row.getString("type")).orElseThrow(), row.getString("data"));
    return event instanceof ResidentRegistered registered ? registered.household() : null;
  }
}
