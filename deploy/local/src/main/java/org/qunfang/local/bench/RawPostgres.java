package org.qunfang.local.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * What the bare database takes of the same row, on the same machine in the same run, through the
 * same client library: one insert a transaction on 64 connections (S), and 500 rows an insert on 4
 * (B).
 */
final class RawPostgres {

  static final int SINGLE_CONNECTIONS = 64;
  static final int BATCH_CONNECTIONS = 4;
  static final int ROWS = 500;

  private static final String DATA =
      """
      {"checkpoint":"0190b6a0-0000-7000-8000-000000000001","person":"0190b6a0-0000-7000-8000-000000000002",\
      "direction":"IN","passer":"PERSON","identityAsked":true,"detailsRecorded":true,"temperature":36.4,\
      "mask":true,"code":"GREEN","outcome":"ADMITTED"}""";

  private static final String TABLE =
      """
      drop table if exists raw_fact;
      create table raw_fact (
        day date not null, id uuid not null, stream text not null, type text not null, community text not null,
        shard smallint not null, time timestamptz not null, recorded timestamptz not null, actor text not null,
        traceparent text, data text not null, epoch int not null,
        tx bigint not null default (pg_current_xact_id()::text::bigint), position bigserial,
        primary key (day, id));
      create index on raw_fact (epoch, tx, position)
      """;

  private static final String ONE =
      """
      insert into raw_fact (day, id, stream, type, community, shard, time, recorded, actor, data, epoch)
      values (current_date, $1, 'passage', 'org.qunfang.checkpoint.PassageRecorded.v1', '420102002003', 7, $2, $2,
              '0190b6a0-0000-7000-8000-000000000003', $3, 1)
      """;

  private static final String MANY =
      """
      insert into raw_fact (day, id, stream, type, community, shard, time, recorded, actor, data, epoch)
      select current_date, id, 'passage', 'org.qunfang.checkpoint.PassageRecorded.v1', '420102002003', 7, $2, $2,
             '0190b6a0-0000-7000-8000-000000000003', $3, 1
        from unnest($1::uuid[]) id
      """;

  private final PgConnectOptions database;

  RawPostgres(PgConnectOptions database) {
    this.database = database;
  }

  /** S: rows a second, a transaction each. */
  double single(Duration warmUp, Duration measure) {
    return run(
        SINGLE_CONNECTIONS,
        1,
        warmUp,
        measure,
        db -> db.preparedQuery(ONE).execute(Tuple.of(UUID.randomUUID(), now(), DATA)).mapEmpty());
  }

  /** B: rows a second, 500 a transaction. */
  double batch(Duration warmUp, Duration measure) {
    return run(
        BATCH_CONNECTIONS,
        ROWS,
        warmUp,
        measure,
        db -> db.preparedQuery(MANY).execute(Tuple.of(ids(), now(), DATA)).mapEmpty());
  }

  private double run(
      int connections,
      int rows,
      Duration warmUp,
      Duration measure,
      Function<PgConnection, Future<Void>> insert) {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    LongAdder done = new LongAdder();
    boolean[] stopped = {false};
    try {
      List<PgConnection> open = new ArrayList<>();
      PgConnectOptions options = new PgConnectOptions(database).setCachePreparedStatements(true);
      for (int i = 0; i < connections; i++) {
        open.add(Load.await(PgConnection.connect(vertx, options)));
      }
      Load.await(open.get(0).query(TABLE).execute());
      open.forEach(connection -> again(connection, insert, rows, done, stopped));
      Load.sleep(warmUp);
      long before = done.sum();
      long from = System.nanoTime();
      Load.sleep(measure);
      double perSecond = (done.sum() - before) / ((System.nanoTime() - from) / 1e9);
      stopped[0] = true;
      Load.sleep(Duration.ofMillis(500));
      Load.await(open.get(0).query("drop table raw_fact").execute());
      return perSecond;
    } finally {
      Load.await(vertx.close());
    }
  }

  private static void again(
      PgConnection connection,
      Function<PgConnection, Future<Void>> insert,
      int rows,
      LongAdder done,
      boolean[] stopped) {
    if (!stopped[0]) {
      insert
          .apply(connection)
          .onSuccess(
              x -> {
                done.add(rows);
                again(connection, insert, rows, done, stopped);
              });
    }
  }

  private static UUID[] ids() {
    UUID[] ids = new UUID[ROWS];
    for (int i = 0; i < ROWS; i++) {
      ids[i] = UUID.randomUUID();
    }
    return ids;
  }

  private static OffsetDateTime now() {
    return OffsetDateTime.now(java.time.ZoneOffset.UTC);
  }
}
