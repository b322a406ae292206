package org.qunfang.eventstore;

import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.Envelope;
import org.qunfang.events.EventIds;
import org.qunfang.events.EventJson;
import org.qunfang.events.EventTypes;

/** A row of the event log. Epoch, transaction and position are the database's to fill in. */
@Entity
@Immutable
@Table(name = "event")
class StoredEvent {

  @Id UUID id;
  @Column String stream;
  @Column long version;
  @Column String type;
  @Column String community;
  @Column short shard;
  @Column Instant time;
  @Column Instant recorded;
  @Column String actor;
  @Column @Nullable String traceparent;
  @Column String data;

  /** For Hibernate. */
  StoredEvent() {}

  static StoredEvent of(
      String stream, long version, Told told, Instant recorded, DomainEvent event) {
    StoredEvent row = new StoredEvent();
    row.id = EventIds.next();
    row.stream = stream;
    row.version = version;
    row.type = EventTypes.of(event);
    row.community = told.community().code();
    row.shard = (short) told.community().shard();
    // As the database keeps it, so that who follows and who reads later see the same.
    row.time = told.time().truncatedTo(ChronoUnit.MICROS);
    row.recorded = recorded.truncatedTo(ChronoUnit.MICROS);
    row.actor = told.actor();
    row.traceparent = Traces.current();
    row.data = EventJson.write(event);
    return row;
  }

  /** Events column by column, as {@code unnest} takes them. */
  static Tuple columns(List<StoredEvent> rows) {
    return Tuple.from(
        List.of(
            Columns.of(rows, UUID[]::new, row -> row.id),
            Columns.of(rows, String[]::new, row -> row.stream),
            Columns.of(rows, Long[]::new, row -> row.version),
            Columns.of(rows, String[]::new, row -> row.type),
            Columns.of(rows, String[]::new, row -> row.community),
            Columns.of(rows, Short[]::new, row -> row.shard),
            Columns.of(rows, OffsetDateTime[]::new, row -> row.time.atOffset(ZoneOffset.UTC)),
            Columns.of(rows, OffsetDateTime[]::new, row -> row.recorded.atOffset(ZoneOffset.UTC)),
            Columns.of(rows, String[]::new, row -> row.actor),
            Columns.of(rows, String[]::new, row -> row.traceparent),
            Columns.of(rows, String[]::new, row -> row.data)));
  }

  /** The event; a type that this build does not know is a broken installation and fails loudly. */
  DomainEvent event() {
    return EventTypes.find(type)
        .map(known -> EventJson.read(known, data))
        .orElseThrow(
            () -> new IllegalStateException("the log holds an event of unknown type " + type));
  }

  /** The event with all that is known about it. */
  Envelope envelope() {
    return new Envelope(
        id, stream, version, community(), time, recorded, actor, traceparent, event());
  }

  Division community() {
    return new Division(community);
  }
}
