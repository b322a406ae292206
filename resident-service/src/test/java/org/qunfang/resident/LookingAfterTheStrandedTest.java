package org.qunfang.resident;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.qunfang.resident.Caller.GUANPO;
import static org.qunfang.resident.Caller.YAOWAN;
import static org.qunfang.resident.Caller.idNumber;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.WithKafka;
import org.qunfang.testing.WithKeycloak;
import org.qunfang.testing.WithPostgres;

/** Who cannot go on, where they stay and until when. */
@QuarkusTest
@WithTestResource(WithPostgres.class)
@WithTestResource(WithKafka.class)
@WithTestResource(WithKeycloak.class)
@SuppressWarnings("NullAway.Init") // the test resources fill the fields
class LookingAfterTheStrandedTest {

  Tokens tokens;
  Caller cadre;
  String foreigner;
  String countryman;

  @BeforeEach
  void somebodyIsStranded() {
    cadre = Caller.person(tokens, "cadre-yaowan");
    List<String> ids =
        cadre
            .post(
                "/households/" + cadre.household() + "/residents",
                List.of(
                    Map.of(
                        "residency",
                        "STRANDED",
                        "name",
                        "Jane Doe",
                        "passport",
                        "P" + (System.nanoTime() % 1_000_000_000L),
                        "nationality",
                        "FRA"),
                    Map.of(
                        "residency", "STRANDED", "name", "某甲", "idNumber", idNumber("1980-01-01"))))
            .statusCode(201)
            .extract()
            .path("ids");
    foreigner = ids.get(0);
    countryman = ids.get(1);
  }

  @Test
  void theyAreListedByWhatIsNotedOfTheirStay() {
    String site = hotel(YAOWAN);
    listed("?limit=200", foreigner, true);
    listed("?limit=200&foreigner=true", countryman, false);
    listed("?limit=200&noted=false", foreigner, true);
    cadre
        .post(
            "/stranded/" + foreigner + "/stay",
            Map.of("since", "2020-01-23", "site", site, "expectedEnd", "2020-03-15"))
        .statusCode(200)
        .body("resident", equalTo(foreigner))
        .body("site", equalTo(site));
    listed("?noted=false&limit=200", foreigner, false);
    cadre
        .get("/stranded?site=" + site + "&sinceFrom=2020-01-23&sinceTo=2020-01-23")
        .statusCode(200)
        .body("", hasSize(1))
        .body("[0].resident", equalTo(foreigner))
        .body("[0].foreigner", equalTo(true))
        .body("[0].community", equalTo(YAOWAN))
        .body("[0].since", equalTo("2020-01-23"))
        .body("[0].expectedEnd", equalTo("2020-03-15"));
    cadre.get("/stranded?site=" + site + "&leavingBy=2020-03-14").body("", hasSize(0));
    cadre.get("/stranded?site=" + site + "&leavingBy=2020-03-15").body("", hasSize(1));
    cadre.get("/stranded?site=" + site + "&after=" + foreigner).body("", hasSize(0));

    cadre
        .edit("/stranded/" + foreigner + "/stay", 1, Map.of("since", "2020-01-23"))
        .statusCode(200)
        .body("site", nullValue());
    cadre.get("/stranded?site=" + site).body("", hasSize(0));
  }

  @Test
  void nobodyReplacesANoteThatOthersHaveChanged() {
    String stay = "/stranded/" + foreigner + "/stay";
    Map<String, String> first = Map.of("since", "2020-01-23");
    Map<String, String> second = Map.of("since", "2020-01-24");
    cadre.get("/stranded/" + foreigner).statusCode(200).header("ETag", equalTo("\"0\""));
    cadre.post(stay, first).statusCode(200).header("ETag", equalTo("\"1\""));
    cadre.post(stay, first).statusCode(200).header("ETag", equalTo("\"1\""));
    refused(cadre.post(stay, second), 428, "VERSION_REQUIRED");
    refused(cadre.edit(stay, 0, second), 412, "VERSION_CHANGED");
    cadre.edit(stay, 1, second).statusCode(200).header("ETag", equalTo("\"2\""));
    cadre.edit(stay, 1, first).statusCode(412).body("version", equalTo(2));
    cadre
        .get("/stranded/" + foreigner)
        .body("since", equalTo("2020-01-24"))
        .body("version", equalTo(2));
    refused(cadre.get("/stranded/" + cadre.resident()), 404, "NO_SUCH_STRANDED");
  }

  @Test
  void whoGoesOnIsStrandedNoMore() {
    cadre.post("/residents/" + countryman + "/departure").statusCode(200);
    listed("?limit=200", countryman, false);
    listed("?limit=200&gone=true", countryman, true);
    refused(
        cadre.post("/stranded/" + countryman + "/stay", Map.of("since", "2020-01-23")),
        409,
        "RESIDENT_LEFT");
  }

  @Test
  void whatCannotBeIsRefused() {
    Map<String, String> since = Map.of("since", "2020-01-23");
    String stay = "/stranded/" + foreigner + "/stay";
    refused(cadre.post("/stranded/" + cadre.resident() + "/stay", since), 409, "NOT_STRANDED");
    refused(cadre.post("/stranded/" + Caller.unknown() + "/stay", since), 404, "NO_SUCH_RESIDENT");
    refused(Caller.person(tokens, "cadre-guanpo").post(stay, since), 404, "NO_SUCH_RESIDENT");
    refused(cadre.post(stay, Map.of("since", "2999-01-01")), 422, "STAY_IN_FUTURE");
    refused(
        cadre.post(stay, Map.of("since", "2020-01-23", "expectedEnd", "2020-01-22")),
        422,
        "STAY_ENDS_FIRST");
    refused(cadre.post(stay, Map.of("since", "1999-01-01")), 422, "TOO_OLD");
    refused(cadre.post(stay, Map.of("site", "7")), 400, "MALFORMED_JSON");
    refused(cadre.post(stay, Map.of()), 422, "CONSTRAINT_VIOLATED");
    refused(
        Caller.person(tokens, "cadre-guanpo").get("/stranded?division=" + YAOWAN),
        403,
        "OTHER_DIVISION");
  }

  @Test
  void whoIsShelteredStaysAtAnOpenPlaceOfTheOwnDivision() {
    String stay = "/stranded/" + foreigner + "/stay";
    Caller officer = Caller.person(tokens, "city-enshi");
    String elsewhere = hotel(GUANPO);
    refused(cadre.post(stay, at(Caller.unknown())), 422, "NO_SUCH_SITE");
    refused(cadre.post(stay, at(elsewhere)), 422, "NO_SUCH_SITE");
    officer.post(stay, at(elsewhere)).statusCode(200).body("site", equalTo(elsewhere));

    officer.post("/places/" + elsewhere + "/closing").statusCode(200);
    officer
        .edit(
            stay, 1, Map.of("since", "2020-01-23", "site", elsewhere, "expectedEnd", "2020-03-15"))
        .statusCode(200);
    refused(officer.post("/stranded/" + countryman + "/stay", at(elsewhere)), 422, "NO_SUCH_SITE");
  }

  private static Map<String, String> at(String site) {
    return Map.of("since", "2020-01-23", "site", site);
  }

  private String hotel(String community) {
    return Caller.person(tokens, "city-enshi")
        .post(
            "/places",
            Map.of("community", community, "kind", "BUILDING", "name", "H" + System.nanoTime()))
        .statusCode(201)
        .extract()
        .path("id");
  }

  private void listed(String query, String resident, boolean there) {
    cadre
        .get("/stranded" + query)
        .statusCode(200)
        .body("resident", there ? hasItem(resident) : not(hasItem(resident)));
  }

  private static void refused(ValidatableResponse answer, int status, String code) {
    answer.statusCode(status).body("code", equalTo(code));
  }
}
