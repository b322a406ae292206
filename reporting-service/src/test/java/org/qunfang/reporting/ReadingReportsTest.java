package org.qunfang.reporting;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.HouseholdVisited;
import org.qunfang.events.ResidentEvent.Tenure;
import org.qunfang.events.ResidentEvent.VisitOutcome;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.WithKafka;
import org.qunfang.testing.WithKeycloak;
import org.qunfang.testing.WithPostgres;
import org.qunfang.testing.parts.KafkaPart;

@QuarkusTest
@QuarkusTestResource(WithPostgres.class)
@QuarkusTestResource(WithKafka.class)
@QuarkusTestResource(WithKeycloak.class)
class ReadingReportsTest {

  private static final Division YAOWAN = new Division("422801001008");

  @SuppressWarnings("NullAway.Init")
  KafkaPart kafka;

  @SuppressWarnings("NullAway.Init")
  Tokens tokens;

  @SuppressWarnings("NullAway.Init")
  Field field;

  @BeforeEach
  void open() {
    field = new Field(kafka.bootstrapServers());
  }

  @AfterEach
  void close() {
    field.close();
  }

  @Test
  void countsAnEventAtAllFourLevelsOnTheDayItHappened() {
    field.tell(YAOWAN, Instant.parse("2020-02-14T16:30:00Z"), screened(4));
    field.tell(YAOWAN, Instant.parse("2020-02-15T15:59:59Z"), screened(3));
    field.tell(YAOWAN, Instant.parse("2020-02-15T16:00:00Z"), screened(9));

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              for (String code :
                  new String[] {"422800000000", "422801000000", "422801001000", "422801001008"}) {
                report(code, "day=2020-02-15&metrics=people.screened")
                    .body("metrics[0].value", is(7));
              }
            });
    report("422801001000", "day=2020-02-15&metrics=people.screened")
        .body("division.name", equalTo("舞阳坝街道"))
        .body("children.find { it.code == '422801001008' }.values.'people.screened'", is(7))
        .body("children.find { it.code == '422801001008' }.reported", is(true));
  }

  private static HouseholdVisited screened(int people) {
    return new HouseholdVisited(UUID.randomUUID(), 1, VisitOutcome.SCREENED, Tenure.OWNER, people);
  }

  private ValidatableResponse report(String division, String query) {
    return given()
        .auth()
        .oauth2(tokens.of("city-enshi"))
        .get("/reports/" + division + "?" + query)
        .then()
        .statusCode(200);
  }
}
