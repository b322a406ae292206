package org.qunfang.intake;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.qunfang.events.Division;
import org.qunfang.testing.WithKafka;
import org.qunfang.testing.WithKeycloak;
import org.qunfang.testing.WithPostgres;
import org.qunfang.testing.parts.PostgresPart;

@QuarkusTest
@QuarkusTestResource(WithPostgres.class)
@QuarkusTestResource(WithKafka.class)
@QuarkusTestResource(
    value = WithKeycloak.class,
    initArgs = @ResourceArg(name = "client", value = "resident-service"))
@SuppressWarnings("NullAway.Init")
class LookingUpDivisionsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  PostgresPart.Database database;
  @Inject DivisionLookup lookup;
  @Inject KeptDivisions kept;

  @Test
  void whatIsFoundLateReplacesNothingThatWasLookedForLater() throws SQLException {
    try (Connection gate = database.connect()) {
      gate.setAutoCommit(false);
      gate.createStatement().execute("select pg_advisory_xact_lock(1)");
      kept.look("select 110101001001 from pg_advisory_xact_lock(1)");
      var slow = lookup.look().subscribeAsCompletionStage();
      await().until(this::somebodyWaits);

      kept.look("select 110101001002");
      lookup.look().await().atMost(PATIENCE);
      gate.rollback();
      slow.join();
      assertEquals(Set.of(new Division("110101001002")), kept.found());
    }
  }

  private boolean somebodyWaits() throws SQLException {
    try (Connection connection = database.connect();
        var waiting =
            connection
                .createStatement()
                .executeQuery("select from pg_locks where locktype = 'advisory' and not granted")) {
      return waiting.next();
    }
  }
}
