package org.qunfang.eventstore;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready when the log can be written: the database answers and this cluster's epoch is open. Kafka
 * is told but does not decide: without it posting goes on, and events wait in the log.
 */
@Readiness
@ApplicationScoped
class StoreReady implements AsyncHealthCheck {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Pool pool;
  private final Relay relay;

  StoreReady(Pool pool, Relay relay) {
    this.pool = pool;
    this.relay = relay;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    return pool.query("select current_epoch() is not null")
        .execute()
        .map(rows -> rows.iterator().next().getBoolean(0))
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .onFailure()
        .recoverWithItem(false)
        .map(
            writable ->
                HealthCheckResponse.named("event log")
                    .status(writable)
                    .withData("publishing", relay.publishing())
                    .build());
  }
}
