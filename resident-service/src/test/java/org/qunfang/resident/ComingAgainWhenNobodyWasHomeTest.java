package org.qunfang.resident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.WithKafka;
import org.qunfang.testing.WithKeycloak;
import org.qunfang.testing.WithPostgres;
import org.qunfang.testing.parts.PostgresPart;

@QuarkusTest
@WithTestResource(WithPostgres.class)
@WithTestResource(WithKafka.class)
@WithTestResource(WithKeycloak.class)
@SuppressWarnings("NullAway.Init") // the test resources fill the fields
class ComingAgainWhenNobodyWasHomeTest {

  Tokens tokens;
  PostgresPart.Database database;
  Caller cadre;
  Caller operator;

  @BeforeEach
  void arrive() {
    cadre = Caller.person(tokens, "cadre-yaowan");
    operator = Caller.person(tokens, "operator");
  }

  private void visit(String household, String outcome, int people, String time) {
    cadre
        .post(
            "/households/" + household + "/visits",
            Map.of("round", 1, "outcome", outcome, "people", people, "time", time))
        .statusCode(200);
  }

  private void look(String asOf) {
    operator.post("/admin/sweeps/revisits-due", Map.of("asOf", asOf)).statusCode(200);
  }

  @Test
  void aRevisitFallsDueSixHoursAfterAndIsCaughtUpByWhoeverOpens() throws SQLException {
    String household = cadre.household();
    visit(household, "NOBODY_HOME", 0, "2020-02-10T09:00:00+08:00");
    cadre
        .get("/households/" + household)
        .body("revisitBy", equalTo("2020-02-10T07:00:00Z"))
        .body("revisitOverdue", equalTo(false));

    look("2020-02-10T14:59:59+08:00");
    cadre.get("/households/" + household).body("revisitOverdue", equalTo(false));
    look("2020-02-10T15:00:00+08:00");
    look("2020-02-11T15:00:00+08:00");
    cadre.get("/households/" + household).body("revisitOverdue", equalTo(true));

    visit(household, "SCREENED", 4, "2020-02-11T18:00:00+08:00");
    cadre
        .get("/households/" + household)
        .body("revisitOverdue", equalTo(false))
        .body("revisitBy", nullValue())
        .body("outcome", equalTo("SCREENED"));
    assertThat(told(household))
        .containsExactly(
            "HouseholdRegistered",
            "HouseholdVisited",
            "RevisitFellDue",
            "HouseholdVisited",
            "RevisitCaughtUp");
  }

  @Test
  void somebodyComesAgainAndAgainUntilTheOccupantsAreReached() throws SQLException {
    String household = cadre.household();
    visit(household, "NOBODY_HOME", 0, "2020-02-20T09:00:00+08:00");
    look("2020-02-20T15:00:00+08:00");
    cadre.get("/households/" + household).body("revisitOverdue", equalTo(true));

    visit(household, "NOBODY_HOME", 0, "2020-02-20T17:00:00+08:00");
    cadre
        .get("/households/" + household)
        .body("revisitOverdue", equalTo(false))
        .body("revisitBy", equalTo("2020-02-20T15:00:00Z"));
    look("2020-02-20T22:59:59+08:00");
    cadre.get("/households/" + household).body("revisitOverdue", equalTo(false));
    look("2020-02-20T23:00:00+08:00");
    cadre.get("/households/" + household).body("revisitOverdue", equalTo(true));

    cadre
        .post(
            "/households/" + household + "/visits",
            Map.of(
                "round",
                1,
                "outcome",
                "REACHED_ELSEWHERE",
                "whereabouts",
                "OTHER_CITY",
                "time",
                "2020-02-21T09:00:00+08:00"))
        .statusCode(200)
        .body("revisitOverdue", equalTo(false))
        .body("revisitBy", nullValue());
    assertThat(told(household))
        .containsExactly(
            "HouseholdRegistered",
            "HouseholdVisited",
            "RevisitFellDue",
            "HouseholdVisited",
            "RevisitCaughtUp",
            "RevisitFellDue",
            "HouseholdVisited",
            "RevisitCaughtUp");
  }

  @Test
  void howeverManyFellDueAllAreFound() {
    for (int i = 0; i < 103; i++) {
      visit(cadre.household(), "NOBODY_HOME", 0, "2020-03-01T09:00:00+08:00");
    }
    operator
        .post("/admin/sweeps/revisits-due", Map.of("asOf", "2020-03-02T09:00:00+08:00"))
        .statusCode(200)
        .body("done", greaterThanOrEqualTo(103));
    operator
        .post("/admin/sweeps/revisits-due", Map.of("asOf", "2020-03-02T09:00:00+08:00"))
        .statusCode(200)
        .body("done", equalTo(0));
  }

  private List<String> told(String household) throws SQLException {
    try (var connection = database.connect();
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "select split_part(type, '.', 4) from event where stream = 'household-"
                        + household
                        + "' order by version")) {
      List<String> types = new ArrayList<>();
      while (rows.next()) {
        types.add(rows.getString(1));
      }
      return types;
    }
  }
}
