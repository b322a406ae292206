package org.qunfang.resident.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.EventIds;
import org.qunfang.events.EventJson;
import org.qunfang.intake.OfficialDivisions;
import org.qunfang.resident.importing.Fault.Code;
import org.qunfang.resident.personal.PersonalVault;
import org.qunfang.security.Problem;

/**
 * Lays the rows of a roster down, sealed and in batches, so that they can be taken over by whoever
 * is there. It runs where waiting is allowed: a file is read as fast as the database takes it, and
 * no faster.
 */
@ApplicationScoped
class Staging {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * Full batches after which one is cut short: often enough to find a middle, seldom enough to cost
   * little.
   */
  private static final int BATCHES_APART = 4;

  private static final TypeReference<List<Entry>> ENTRIES = new TypeReference<>() {};

  private static final String BEGIN =
      """
      with begun as (
        insert into roster_import (id, community, version, actor, file, dry_run, status, received,
                                   rows, registered, known, rejected, households, ignored, batches)
        values ($1, $2, 1, $3, $4, $5, 'STAGING', $6, 0, 0, 0, 0, 0, $7, 0)
        returning id)
      insert into roster_key (import, key) select id, $8 from begun
      """;

  private static final String LAY_DOWN =
      "insert into roster_batch (import, number, content) values ($1, $2, $3)";

  /** Rows are counted, and batches parted into lanes. */
  private static final String COUNT =
      """
      with counted as (
        update roster_import set rows = $2, rejected = $3, batches = $4 where id = $1)
      insert into roster_lane (import, number, next_batch, end_batch, registered, known, rejected, households)
      select $1, number, first, lead(first, 1, $4) over (order by number), 0, 0,
             case number when 1 then $3 else 0 end, 0
        from unnest($5::int[]) with ordinality as lanes (first, number)
      """;

  private static final String DISCARD =
      "delete from roster_import where id = $1 and status = 'STAGING'";

  private static final String SAME =
      """
      select id from roster_import
       where community = $1 and file = $2 and dry_run = $3 and status in ('RUNNING', 'DONE')
      """;

  private final Pool pool;
  private final PersonalVault vault;
  private final OfficialDivisions divisions;
  private final ImportConfig config;
  private final Semaphore readers;

  Staging(Pool pool, PersonalVault vault, OfficialDivisions divisions, ImportConfig config) {
    this.pool = pool;
    this.vault = vault;
    this.divisions = divisions;
    this.config = config;
    this.readers = new Semaphore(config.readers());
  }

  /**
   * What was handed in.
   *
   * @param own the division of whoever hands it in
   * @param otherwise the community of rows that name none
   */
  record HandedIn(
      Division own, @Nullable Division otherwise, String actor, Instant received, boolean dryRun) {}

  /**
   * What was laid down, or had been.
   *
   * @param file what tells this file from all others, without telling anything of it
   */
  record Laid(UUID id, String file) {}

  /**
   * The import of this file; a new one when it never was handed in, or was cancelled.
   *
   * @throws Problem when it is no roster, or too many are being read
   */
  Laid take(HandedIn handedIn, InputStream body) throws IOException {
    try (Spool file = Spool.of(body)) {
      String known = vault.fingerprint("roster " + handedIn.otherwise() + file.digest());
      Optional<UUID> same = same(handedIn, known);
      return new Laid(same.isPresent() ? same.get() : read(handedIn, known, file), known);
    }
  }

  private Optional<UUID> same(HandedIn handedIn, String file) {
    var rows =
        wait(
            pool.preparedQuery(SAME)
                .execute(Tuple.of(handedIn.own().code(), file, handedIn.dryRun())));
    return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next().getUUID(0));
  }

  private UUID read(HandedIn handedIn, String known, Spool file) throws IOException {
    if (!mayRead()) {
      throw busy();
    }
    UUID id = EventIds.next();
    try (Lines lines = Roster.lines(file)) {
      new Laying(id, handedIn, known, Headings.find(lines)).all(lines);
      return id;
    } catch (IOException | RuntimeException failed) {
      wait(discard(id));
      throw failed;
    } finally {
      readers.release();
    }
  }

  private boolean mayRead() {
    try {
      return readers.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Problem busy() {
    return Problem.unavailable(
        "IMPORTS_BUSY", "Other files are being read; send this one again.", PATIENCE);
  }

  /** Throws away what nobody was answered about. */
  Uni<Void> discard(UUID id) {
    return pool.preparedQuery(DISCARD).execute(Tuple.of(id)).replaceWithVoid();
  }

  /** The rows of a batch. */
  List<Entry> open(UUID id, byte[] key, int batch, byte[] content) {
    try {
      return EventJson.MAPPER.readValue(vault.open(id, key, batch, content), ENTRIES);
    } catch (IOException e) {
      // Without the cause: its message would quote the content.
      throw new IllegalStateException("cannot read a batch");
    }
  }

  private static <T> T wait(Uni<T> work) {
    return work.await().atMost(PATIENCE);
  }

  /** One roster on its way into the database. */
  private final class Laying {

    private final UUID id;
    private final byte[] key;
    private final RowReader reader;
    private final Lanes lanes = new Lanes(BATCHES_APART * config.batch());
    private final Map<UUID, Integer> persons = new HashMap<>();
    private List<Entry> entries = new ArrayList<>();
    private List<Fault> faults = new ArrayList<>();
    private int rows;
    private int rejected;
    private int batches;

    Laying(UUID id, HandedIn handedIn, String known, Headings headings) {
      this.id = id;
      this.key = vault.newKey(id);
      this.reader = new RowReader(headings, handedIn.own(), handedIn.otherwise(), divisions::exist);
      Tuple row =
          Tuple.tuple(
              Arrays.asList(
                  id,
                  handedIn.own().code(),
                  handedIn.actor(),
                  known,
                  handedIn.dryRun(),
                  handedIn.received().atOffset(ZoneOffset.UTC),
                  String.join(",", headings.ignored().stream().map(String::valueOf).toList()),
                  Buffer.buffer(key)));
      Staging.wait(pool.preparedQuery(BEGIN).execute(row));
    }

    void all(Lines lines) throws IOException {
      for (Line line = lines.next(); line != null; line = lines.next()) {
        if (!line.isBlank()) {
          take(line);
        }
      }
      if (rows == 0) {
        throw UnreadableRoster.EMPTY.problem();
      }
      layDown();
      Integer[] firsts = lanes.of(batches).toArray(Integer[]::new);
      Staging.wait(
          pool.preparedQuery(COUNT).execute(Tuple.of(id, rows, rejected, batches, firsts)));
    }

    private void take(Line line) {
      rows++;
      if (rows > config.rows()) {
        throw UnreadableRoster.TOO_MANY_ROWS.problem();
      }
      switch (reader.read(line)) {
        case RowReader.Read.Wrong(List<Fault> found) -> reject(found);
        case RowReader.Read.Right(Entry entry) -> {
          if (persons.putIfAbsent(mark(entry), entry.row()) == null) {
            if (lanes.partsBefore(entry.community())) {
              layDown();
            }
            entries.add(entry);
          } else {
            Column column = entry.hasDocument() ? entry.document() : Column.NAME;
            reject(List.of(Fault.of(entry.row(), column, Code.TWICE_IN_FILE)));
          }
        }
      }
      if (entries.size() == config.batch() || faults.size() >= config.batch()) {
        layDown();
      }
    }

    private void reject(List<Fault> found) {
      rejected++;
      faults.addAll(found);
    }

    /** What the same person has again, as short as a hundred thousand can be kept. */
    private UUID mark(Entry entry) {
      byte[] hash =
          vault.fingerprint("roster person " + entry.person()).getBytes(StandardCharsets.US_ASCII);
      return UUID.nameUUIDFromBytes(hash);
    }

    private void layDown() {
      List<Entry> batch = entries;
      List<Fault> found = faults;
      entries = new ArrayList<>();
      faults = new ArrayList<>();
      Staging.wait(
          pool.withTransaction(
              connection -> Faults.add(connection, id, found).chain(() -> add(connection, batch))));
    }

    private Uni<Void> add(SqlConnection connection, List<Entry> batch) {
      if (batch.isEmpty()) {
        return Uni.createFrom().voidItem();
      }
      int number = batches++;
      lanes.lay(number, batch);
      byte[] sealed = vault.seal(id, key, number, write(batch));
      return connection
          .preparedQuery(LAY_DOWN)
          .execute(Tuple.of(id, number, Buffer.buffer(sealed)))
          .replaceWithVoid();
    }
  }

  private static byte[] write(List<Entry> entries) {
    try {
      return EventJson.MAPPER.writeValueAsBytes(entries);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write a batch");
    }
  }
}
