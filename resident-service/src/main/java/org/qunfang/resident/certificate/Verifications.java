package org.qunfang.resident.certificate;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Answers whether a certificate is valid. Whatever is wrong with one, the answer is the same, and
 * takes a signature and a look into the database.
 */
@ApplicationScoped
class Verifications {

  private static final String GOOD =
      "select revoked is null as good from health_certificate where id = $1 and expires > $2";

  private static final String REVOKED =
      """
      select id from health_certificate
       where revoked is not null and expires > $1 order by expires, id limit 20000
      """;

  private static final UUID NONE = new UUID(0, 0);

  private final Pool pool;
  private final Tokens tokens;
  private final Duration keep;
  private final AtomicReference<@Nullable Listed> latest = new AtomicReference<>();

  Verifications(Pool pool, Tokens tokens, CertificateConfig config) {
    this.pool = pool;
    this.tokens = tokens;
    this.keep = config.listValidity().dividedBy(2);
  }

  /** What the certificate says, when it is valid. */
  Uni<Optional<Statement>> verify(String token, Instant now) {
    Optional<Statement> statement = tokens.read(token, now);
    return pool.preparedQuery(GOOD)
        .execute(Tuple.of(statement.map(Statement::jti).orElse(NONE), now.atOffset(ZoneOffset.UTC)))
        .map(
            rows -> {
              boolean good = rows.iterator().hasNext() && rows.iterator().next().getBoolean("good");
              return good ? statement : Optional.empty();
            });
  }

  private record Listed(Instant at, String list) {}

  /** The revoked ones, signed; made anew now and then, however many ask. */
  Uni<String> revoked(Instant now) {
    Listed before = latest.get();
    if (before != null && now.isBefore(before.at().plus(keep))) {
      return Uni.createFrom().item(before.list());
    }
    return pool.preparedQuery(REVOKED)
        .execute(Tuple.of(now.atOffset(ZoneOffset.UTC)))
        .map(
            rows -> {
              List<UUID> revoked = new ArrayList<>(rows.size());
              rows.forEach(row -> revoked.add(row.getUUID("id")));
              return tokens.list(revoked, now);
            })
        .invoke(list -> latest.set(new Listed(now, list)));
  }
}
