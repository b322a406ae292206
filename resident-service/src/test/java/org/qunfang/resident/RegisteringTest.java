package org.qunfang.resident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.qunfang.resident.Caller.YAOWAN;
import static org.qunfang.resident.Caller.idNumber;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.WithKafka;
import org.qunfang.testing.WithKeycloak;
import org.qunfang.testing.WithPostgres;

@QuarkusTest
@WithTestResource(WithPostgres.class)
@WithTestResource(WithKafka.class)
@WithTestResource(WithKeycloak.class)
@SuppressWarnings("NullAway.Init") // the test resources fill the fields
class RegisteringTest {

  Tokens tokens;
  Caller cadre;

  @BeforeEach
  void arrive() {
    cadre = Caller.person(tokens, "cadre-yaowan");
  }

  @Test
  void aHouseholdIsThereAfterItsRegistrationWithoutItsDoor() {
    String id = UUID.randomUUID().toString();
    cadre
        .post(
            "/households",
            Map.of(
                "id",
                id,
                "community",
                YAOWAN,
                "tenure",
                "TENANT",
                "compound",
                "金桂园",
                "building",
                "3",
                "door",
                "三零一室"))
        .statusCode(201)
        .header("Location", containsString("/households/" + id))
        .body("id", equalTo(id));

    cadre
        .get("/households/" + id)
        .statusCode(200)
        .body("tenure", equalTo("TENANT"))
        .body("compound", equalTo("金桂园"))
        .body(not(containsString("三零一室")));
  }

  @Test
  void theSameHouseholdCannotBeRegisteredTwice() {
    var household = Map.of("id", cadre.household(), "community", YAOWAN, "tenure", "OWNER");
    cadre
        .post("/households", household)
        .statusCode(409)
        .body("code", equalTo("HOUSEHOLD_ALREADY_REGISTERED"));
  }

  /** A household behind a door of the building; shared when others live there. */
  private ValidatableResponse behind(String door, String tenure, boolean shared) {
    return cadre.post(
        "/households",
        Map.of(
            "community",
            YAOWAN,
            "tenure",
            tenure,
            "compound",
            "望江苑",
            "door",
            door,
            "shared",
            shared));
  }

  @Test
  void aDoorHasOneHouseholdOfEachTenureUnlessItIsShared() {
    String door = UUID.randomUUID().toString();
    String first = behind(door, "OWNER", false).statusCode(201).extract().path("id");
    behind(" " + door.toUpperCase(Locale.ROOT), "OWNER", false)
        .statusCode(409)
        .body("code", equalTo("HOUSEHOLD_AT_DOOR"))
        .body("household", equalTo(first))
        .body(not(containsString(door)));
    behind(door, "TENANT", false).statusCode(201);
    behind(door, "OWNER", true).statusCode(201);
    behind(door, "OWNER", false).statusCode(409).body("household", equalTo(first));
    behind(door, "OWNER", true).statusCode(201);
  }

  @Test
  void whereAHouseholdWasClosedAnotherMayLive() {
    String door = UUID.randomUUID().toString();
    String first = behind(door, "OWNER", false).statusCode(201).extract().path("id");
    cadre.post("/households/" + first + "/closing", Map.of("reason", "EMPTY")).statusCode(200);
    behind(door, "OWNER", false).statusCode(201);
    behind(door, "OWNER", false).statusCode(409);
  }

  @Test
  void aCorrectionMakesNoSecondHouseholdOfADoorUnlessItIsShared() {
    String door = UUID.randomUUID().toString();
    String owner = behind(door, "OWNER", false).statusCode(201).extract().path("id");
    String tenant = behind(door, "TENANT", false).statusCode(201).extract().path("id");
    String correction = "/households/" + tenant + "/correction";
    cadre
        .edit(correction, 1, Map.of("tenure", "OWNER"))
        .statusCode(409)
        .body("code", equalTo("HOUSEHOLD_AT_DOOR"))
        .body("household", equalTo(owner));
    cadre.get("/households/" + tenant).body("tenure", equalTo("TENANT"));
    cadre
        .edit(correction, 1, Map.of("tenure", "OWNER", "shared", true))
        .statusCode(200)
        .body("tenure", equalTo("OWNER"));
    cadre
        .edit("/households/" + owner + "/correction", 1, Map.of("tenure", "TENANT"))
        .statusCode(200)
        .body("tenure", equalTo("TENANT"));
  }

  @Test
  void aRepeatedRequestGetsTheFirstAnswerAndDoesNothing() {
    var household = Map.of("community", YAOWAN, "tenure", "OWNER");
    String key = UUID.randomUUID().toString();
    String first =
        cadre
            .request()
            .header("Idempotency-Key", key)
            .contentType("application/json")
            .body(household)
            .post("/households")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    cadre
        .request()
        .header("Idempotency-Key", key)
        .contentType("application/json")
        .body(household)
        .post("/households")
        .then()
        .statusCode(201)
        .body("id", equalTo(first));
    cadre
        .request()
        .header("Idempotency-Key", key)
        .contentType("application/json")
        .body(Map.of("community", YAOWAN, "tenure", "TENANT"))
        .post("/households")
        .then()
        .statusCode(422)
        .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
  }

  @Test
  void personsAreRegisteredTogetherAndKnownByTheirDocuments() {
    String number = idNumber("1950-06-01");
    String household = cadre.household();
    List<String> ids =
        cadre
            .post(
                "/households/" + household + "/residents",
                List.of(
                    Map.of(
                        "residency",
                        "RESIDENT",
                        "name",
                        "某甲",
                        "idNumber",
                        number,
                        "telephone",
                        "13800001234"),
                    Map.of(
                        "residency",
                        "STRANDED",
                        "name",
                        "Jane Doe",
                        "passport",
                        "P" + (System.nanoTime() % 1_000_000_000L),
                        "nationality",
                        "FRA"),
                    Map.of("residency", "RESIDENT", "name", "某乙")))
            .statusCode(201)
            .extract()
            .path("ids");
    assertThat(ids).hasSize(3);

    cadre
        .get("/residents/" + ids.get(0))
        .statusCode(200)
        .body("resident.ageBand", equalTo("FROM_60_TO_79"))
        .body("resident.sex", equalTo("MALE"))
        .body("resident.foreigner", equalTo(false))
        .body("masked.name", equalTo("某**"))
        .body("masked.idNumber", equalTo("*".repeat(14) + number.substring(14)))
        .body(not(containsString(number)));
    cadre
        .get("/residents/" + ids.get(1))
        .body("resident.foreigner", equalTo(true))
        .body("resident.residency", equalTo("STRANDED"));
    cadre.get("/residents/" + ids.get(2)).body("resident.sex", equalTo("UNKNOWN"));
    cadre
        .post("/residents/lookups", Map.of("idNumber", number))
        .statusCode(200)
        .body("id", equalTo(ids.get(0)));
  }

  @Test
  void listsAreReadPageByPage() {
    List<String> ids = cadre.residents(5);
    List<String> listed = new ArrayList<>();
    String after = "";
    while (true) {
      List<String> page =
          cadre
              .get("/residents?limit=2&division=" + YAOWAN + after)
              .statusCode(200)
              .extract()
              .path("id");
      if (page.isEmpty()) {
        break;
      }
      assertThat(page).hasSizeLessThanOrEqualTo(2);
      listed.addAll(page);
      after = "&after=" + page.get(page.size() - 1);
    }
    assertThat(listed).containsAll(ids).doesNotHaveDuplicates();
  }

  @Test
  void aCaseGoesItsCourse() {
    String known = cadre.suspectedCase();
    Caller officer = Caller.person(tokens, "street-wuyangba");
    officer
        .post(
            "/decisions/cases/" + known + "/confirmation",
            Map.of("time", "2020-02-01T10:00:00+08:00"))
        .statusCode(200)
        .body("status", equalTo("CONFIRMED"));
    List<String> met = cadre.residents(1);
    String contact =
        cadre
            .post(
                "/cases/" + known + "/contacts",
                Map.of(
                    "resident",
                    met.get(0),
                    "contactClass",
                    "CLOSE",
                    "lastExposure",
                    "2020-02-01",
                    "setting",
                    "HOUSEHOLD"))
            .statusCode(201)
            .extract()
            .path("id");
    officer
        .post("/decisions/cases/" + known + "/recovery")
        .statusCode(200)
        .body("status", equalTo("RECOVERED"));
    cadre
        .post("/contacts/" + contact + "/clearance", Map.of("time", "2020-02-14T09:00:00+08:00"))
        .statusCode(409)
        .body("code", equalTo("TERM_NOT_OVER"));
    cadre
        .post("/contacts/" + contact + "/clearance", Map.of("time", "2020-02-15T09:00:00+08:00"))
        .statusCode(409)
        .body("code", equalTo("BEFORE_IT_BEGAN"));
    cadre
        .post("/contacts/" + contact + "/clearance")
        .statusCode(200)
        .body("cleared", equalTo(true));
    cadre
        .get("/cases?limit=200")
        .statusCode(200)
        .body("findAll { it.id == '" + known + "' }", hasSize(1));
    cadre.get("/contacts?division=" + YAOWAN).statusCode(200);
  }

  private String contactOf(String known) {
    return cadre
        .post(
            "/cases/" + known + "/contacts",
            Map.of(
                "resident",
                cadre.resident(),
                "contactClass",
                "CLOSE",
                "lastExposure",
                LocalDate.now(ZoneId.of("Asia/Shanghai")).toString(),
                "setting",
                "WORK"))
        .statusCode(201)
        .extract()
        .path("id");
  }

  @Test
  void beforeTheTimeIsOverAnOfficerDecides() {
    String contact = contactOf(cadre.suspectedCase());
    cadre
        .post("/contacts/" + contact + "/clearance")
        .statusCode(409)
        .body("code", equalTo("TERM_NOT_OVER"));
    cadre.get("/contacts/" + contact).body("cleared", equalTo(false));

    Caller.person(tokens, "street-wuyangba")
        .post("/decisions/contacts/" + contact + "/clearance")
        .statusCode(200)
        .body("cleared", equalTo(true));
  }

  @Test
  void whoMetACaseThatWasNoneIsClearedByItself() {
    String known = cadre.suspectedCase();
    String contact = contactOf(known);
    Caller.person(tokens, "street-wuyangba")
        .post("/decisions/cases/" + known + "/ruling-out")
        .statusCode(200);

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> cadre.get("/contacts/" + contact).body("cleared", equalTo(true)));
  }

  @Test
  void aCaseDoesNotEndBeforeItBegan() {
    String known = cadre.suspectedCase();
    Caller.person(tokens, "street-wuyangba")
        .post(
            "/decisions/cases/" + known + "/ruling-out",
            Map.of("time", "2020-01-24T10:00:00+08:00"))
        .statusCode(409)
        .body("code", equalTo("BEFORE_IT_BEGAN"));
    cadre.get("/cases/" + known).body("status", equalTo("SUSPECTED"));
  }
}
