package org.qunfang.resident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
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
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
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
class KeepingPeopleTest {

  Tokens tokens;
  PostgresPart.Database database;
  Caller cadre;
  Caller street;
  String household;

  @BeforeEach
  void arrive() {
    cadre = Caller.person(tokens, "cadre-yaowan");
    street = Caller.person(tokens, "street-wuyangba");
    household = cadre.household();
  }

  private String register(Map<String, Object> person) {
    return cadre
        .post("/households/" + household + "/residents", List.of(person))
        .statusCode(201)
        .extract()
        .path("ids[0]");
  }

  private String somebody() {
    return register(
        Map.of("residency", "RESIDENT", "name", "某甲", "idNumber", idNumber("1980-01-01")));
  }

  private ValidatableResponse correct(String resident, String version, Map<String, Object> body) {
    return cadre
        .request()
        .contentType(ContentType.JSON)
        .header("If-Match", version)
        .body(body)
        .post("/residents/" + resident + "/corrections")
        .then();
  }

  private Map<String, Object> file(String resident) {
    return Caller.person(tokens, "reader-enshi")
        .get("/residents/" + resident + "/personal-file")
        .statusCode(200)
        .extract()
        .path("particulars");
  }

  private int people(String home) {
    return street.get("/households/" + home).statusCode(200).extract().path("people");
  }

  private static String unheardOf() {
    return "某" + ThreadLocalRandom.current().nextInt(0x4E00, 0x9FA5) + UUID.randomUUID();
  }

  @Test
  void aHouseholdKnowsHowManyLiveThere() {
    assertThat(people(household)).isZero();
    String resident = somebody();
    somebody();
    assertThat(people(household)).isEqualTo(2);

    cadre.post("/residents/" + resident + "/departure").statusCode(200);
    cadre.post("/residents/" + resident + "/departure").statusCode(200);
    assertThat(people(household)).isEqualTo(1);
  }

  @Test
  void whoeverCorrectsSaysWhatWasLookedAt() {
    String resident = somebody();
    cadre
        .post("/residents/" + resident + "/corrections", Map.of("telephone", "13800000001"))
        .statusCode(428)
        .body("code", equalTo("VERSION_REQUIRED"));
    correct(resident, "\"1\"", Map.of("telephone", "13800000001", "residency", "TENANT"))
        .statusCode(200)
        .header("ETag", equalTo("\"2\""))
        .body("residency", equalTo("TENANT"));
    correct(resident, "\"1\"", Map.of("telephone", "13800000002"))
        .statusCode(412)
        .body("version", equalTo(2));
    assertThat(file(resident))
        .containsEntry("telephone", "13800000001")
        .containsEntry("name", "某甲");
  }

  @Test
  void aCorrectionSaysWhatWasWrong() {
    String resident = somebody();
    for (Map<String, Object> nothing :
        List.<Map<String, Object>>of(Map.of(), Map.of("remove", List.of()))) {
      correct(resident, "\"1\"", nothing)
          .statusCode(422)
          .body("code", equalTo("NOTHING_TO_CORRECT"));
    }
    correct(resident, "\"1\"", Map.of("residency", "TENANT")).statusCode(200);
  }

  @Test
  void aCorrectedDocumentIsWhatThePersonIsFoundBy() {
    String wrong = idNumber("1980-01-01");
    String right = idNumber("1951-01-01");
    String taken = idNumber("1970-01-01");
    String resident = register(Map.of("residency", "RESIDENT", "name", "某乙", "idNumber", wrong));
    register(Map.of("residency", "RESIDENT", "name", "某丙", "idNumber", taken));

    correct(resident, "\"1\"", Map.of("idNumber", taken))
        .statusCode(409)
        .body("code", equalTo("ALREADY_REGISTERED"));
    correct(resident, "\"1\"", Map.of("idNumber", right)).statusCode(200);

    cadre.post("/residents/lookups", Map.of("idNumber", wrong)).statusCode(404);
    cadre
        .post("/residents/lookups", Map.of("idNumber", right))
        .statusCode(200)
        .body("id", equalTo(resident));
  }

  @Test
  void anIdNumberTakesThePlaceOfAPassportAndTellsMore() {
    String resident =
        register(
            Map.of(
                "residency", "STRANDED", "name", "Jo", "passport", "X12345", "nationality", "FRA"));
    correct(resident, "\"1\"", Map.of("idNumber", idNumber("1960-05-05"), "residency", "RESIDENT"))
        .statusCode(200)
        .body("foreigner", equalTo(false))
        .body("sex", equalTo("MALE"));
    assertThat(file(resident))
        .containsEntry("passport", null)
        .doesNotContainEntry("idNumber", null);

    correct(resident, "\"2\"", Map.of("remove", List.of("TELEPHONE", "ID_NUMBER"))).statusCode(200);
    assertThat(file(resident)).containsEntry("idNumber", null).containsEntry("telephone", null);
  }

  @Test
  void moveWithinACommunity() {
    String resident = somebody();
    String other = cadre.household();
    cadre
        .post("/residents/" + resident + "/move", Map.of("household", household))
        .statusCode(409)
        .body("code", equalTo("LIVES_THERE"));
    cadre
        .edit("/residents/" + resident + "/move", 1, Map.of("household", other))
        .statusCode(200)
        .body("household", equalTo(other))
        .body("community", equalTo(YAOWAN));
    assertThat(people(household)).isZero();
    assertThat(people(other)).isEqualTo(1);
  }

  @Test
  void nobodyMovesIntoAHouseholdThatIsClosed() {
    String closed = cadre.household();
    cadre.post("/households/" + closed + "/closing", Map.of("reason", "EMPTY")).statusCode(200);
    cadre
        .post("/residents/" + somebody() + "/move", Map.of("household", closed))
        .statusCode(409)
        .body("code", equalTo("HOUSEHOLD_CLOSED"));
  }

  @Test
  void moveToAnotherCommunityIsToldInBothAndByWhoeverAnswersForBoth() throws SQLException {
    String resident = somebody();
    cadre
        .post("/residents/" + resident + "/special-care", Map.of("care", "DIALYSIS"))
        .statusCode(200);
    String away =
        street
            .post("/households", Map.of("community", GUANPO, "tenure", "TENANT"))
            .statusCode(201)
            .extract()
            .path("id");
    cadre.post("/residents/" + resident + "/move", Map.of("household", away)).statusCode(404);
    street
        .edit("/residents/" + resident + "/move", 2, Map.of("household", away))
        .statusCode(200)
        .body("community", equalTo(GUANPO));

    cadre.get("/residents/" + resident).statusCode(404);
    Caller guanpo = Caller.person(tokens, "cadre-guanpo");
    guanpo.get("/residents/" + resident).statusCode(200).body("resident.special", equalTo(true));
    guanpo
        .get("/special-care?resident=" + resident)
        .statusCode(200)
        .body("care", contains("DIALYSIS"));
    assertThat(people(household)).isZero();
    assertThat(people(away)).isEqualTo(1);
    assertThat(
            texts(
                "select type || ' ' || community from event where stream = 'resident-"
                    + resident
                    + "' order by version"))
        .containsExactly(
            "org.qunfang.resident.ResidentRegistered.v1 " + YAOWAN,
            "org.qunfang.resident.SpecialCareNoted.v1 " + YAOWAN,
            "org.qunfang.resident.ResidentMovedAway.v1 " + YAOWAN,
            "org.qunfang.resident.ResidentMoved.v1 " + GUANPO);
  }

  @Test
  void specialCareIsListedUntilItEnds() {
    String resident = somebody();
    cadre
        .post("/residents/" + resident + "/special-care", Map.of("care", "PREGNANT"))
        .statusCode(200)
        .body("special", equalTo(true));
    cadre
        .post("/residents/" + resident + "/special-care", Map.of("care", "PREGNANT"))
        .statusCode(409)
        .body("code", equalTo("CARE_ALREADY_NOTED"));
    cadre.get("/residents?special=true&limit=200").body("id", hasItem(resident));
    cadre
        .post("/residents/" + resident + "/special-care/PREGNANT/end")
        .statusCode(200)
        .body("special", equalTo(false));
    cadre
        .post("/residents/" + resident + "/special-care/PREGNANT/end")
        .statusCode(404)
        .body("code", equalTo("NO_SUCH_CARE"));
    cadre.get("/special-care?resident=" + resident).body("", empty());
    cadre.get("/special-care?ended=true&resident=" + resident).body("", hasSize(1));
  }

  @Test
  void personsAreSearchedForByNameAndTelephoneAndShownMasked() {
    String name = unheardOf();
    String resident =
        register(
            Map.of(
                "residency",
                "RESIDENT",
                "name",
                name,
                "telephone",
                "+86 138-0000-0003",
                "birthDate",
                "1990-02-03"));
    for (Map<String, Object> clues :
        List.<Map<String, Object>>of(
            Map.of("name", name),
            Map.of("name", " " + name.toLowerCase(java.util.Locale.ROOT) + " "),
            Map.of("name", name, "birthDate", "1990-02-03"),
            Map.of("name", name, "telephone", "13800000003"))) {
      cadre
          .post("/residents/searches", clues)
          .statusCode(200)
          .body("resident.id", contains(resident))
          .body("[0].masked.name", equalTo("某**"))
          .body(not(containsString(name)));
    }
    cadre
        .post("/residents/searches", Map.of("name", name, "birthDate", "1990-02-04"))
        .body("", empty());
    Caller.person(tokens, "cadre-guanpo")
        .post("/residents/searches", Map.of("name", name))
        .body("", empty());
    Caller.person(tokens, "city-enshi")
        .post("/residents/searches", Map.of("name", name, "division", GUANPO))
        .body("", empty());
    cadre
        .post("/residents/searches", Map.of("birthDate", "1990-02-03"))
        .statusCode(422)
        .body("code", equalTo("NOTHING_TO_SEARCH_BY"));
    cadre.post("/residents/searches", Map.of("name", name, "division", GUANPO)).statusCode(403);
  }

  @Test
  void whoeverIsFoundFitsAllThatIsSearchedFor() {
    String name = unheardOf();
    String number = idNumber("1990-02-03");
    String resident =
        register(
            Map.of(
                "residency",
                "RESIDENT",
                "name",
                name,
                "idNumber",
                number,
                "telephone",
                "13800000006"));
    for (Map<String, Object> fitting :
        List.<Map<String, Object>>of(
            Map.of(),
            Map.of("name", name),
            Map.of("name", name, "birthDate", "1990-02-03", "telephone", "13800000006"))) {
      search(number, fitting).statusCode(200).body("resident.id", contains(resident));
    }
    search(number, Map.of("name", unheardOf())).statusCode(200).body("", empty());
    search(number, Map.of("telephone", "13800000007")).statusCode(200).body("", empty());
    search(number, Map.of("name", name, "birthDate", "1990-02-04")).body("", empty());
    search(number, Map.of("birthDate", "1990-02-03"))
        .statusCode(422)
        .body("code", equalTo("BIRTH_DATE_WITHOUT_NAME"));
    search(number, Map.of("passport", "P1234567"))
        .statusCode(422)
        .body("code", equalTo("DOCUMENT_MISSING"));
  }

  private ValidatableResponse search(String idNumber, Map<String, Object> also) {
    Map<String, Object> clues = new HashMap<>(also);
    clues.put("idNumber", idNumber);
    return cadre.post("/residents/searches", clues);
  }

  @Test
  void twoEntriesOfOnePersonBecomeOneThatKnowsWhatBothKnew() {
    String name = unheardOf();
    String number = idNumber("1980-01-01");
    String first =
        register(
            Map.of(
                "residency",
                "RESIDENT",
                "name",
                name,
                "birthDate",
                "1980-01-01",
                "telephone",
                "13800000004"));
    String second = register(Map.of("residency", "RESIDENT", "name", name, "idNumber", number));
    String pair = pairOf(second);

    cadre
        .post("/possible-duplicates/" + pair + "/merger")
        .statusCode(200)
        .body("settled", equalTo("MERGED"));

    cadre
        .get("/residents/" + second)
        .body("resident.gone", equalTo(true))
        .body("resident.mergedInto", equalTo(first))
        .body("masked", nullValue());
    cadre
        .post("/residents/lookups", Map.of("idNumber", number))
        .statusCode(200)
        .body("id", equalTo(first));
    assertThat(file(first))
        .containsEntry("telephone", "13800000004")
        .containsEntry("idNumber", number);
    assertThat(people(household)).isEqualTo(1);
    cadre
        .post("/possible-duplicates/" + pair + "/merger")
        .statusCode(409)
        .body("code", equalTo("DUPLICATE_SETTLED"));
    cadre
        .post("/residents/" + second + "/symptoms", Map.of("fever", true, "dryCough", false))
        .statusCode(409)
        .body("code", equalTo("RESIDENT_MERGED"));
  }

  @Test
  void whoDiedUnderAnEntryThatWasMergedSinceLeavesWhenTheDeathIsToldAgain() throws SQLException {
    Map<String, Object> person =
        Map.of("residency", "RESIDENT", "name", unheardOf(), "birthDate", "1980-01-01");
    String stays = register(person);
    String died = register(person);
    String known =
        cadre
            .post("/cases", Map.of("resident", died, "caseClass", "CONFIRMED"))
            .statusCode(201)
            .extract()
            .path("id");
    diedBefore(known);
    cadre.post("/possible-duplicates/" + pairOf(died) + "/merger").statusCode(200);
    cadre.get("/residents/" + stays).body("resident.gone", equalTo(false));
    assertThat(people(household)).isOne();
    for (int times = 0; times < 2; times++) {
      street.post("/decisions/cases/" + known + "/death").statusCode(200);
      cadre.get("/residents/" + stays).body("resident.gone", equalTo(true));
      assertThat(people(household)).isZero();
    }
  }

  @Test
  void whoDiedComesOntoTheRegisterAgainOnlyAfterTheyWereForgotten() {
    String number = idNumber("1980-01-01");
    Map<String, Object> person = Map.of("residency", "RESIDENT", "name", "某甲", "idNumber", number);
    String dead = register(person);
    String known =
        cadre
            .post("/cases", Map.of("resident", dead, "caseClass", "CONFIRMED"))
            .statusCode(201)
            .extract()
            .path("id");
    street.post("/decisions/cases/" + known + "/death").statusCode(200);
    cadre.post("/residents/lookups", Map.of("idNumber", number)).statusCode(404);

    cadre
        .post("/households/" + household + "/residents", List.of(person))
        .statusCode(409)
        .body("code", equalTo("RESIDENT_DIED"))
        .body("index", equalTo(0));
    correct(somebody(), "\"1\"", Map.of("idNumber", number))
        .statusCode(409)
        .body("code", equalTo("RESIDENT_DIED"));
    Caller guanpo = Caller.person(tokens, "cadre-guanpo");
    guanpo
        .post("/households/" + guanpo.household(GUANPO) + "/residents", List.of(person))
        .statusCode(409)
        .body("code", equalTo("ALREADY_REGISTERED"));

    street.delete("/decisions/residents/" + dead + "/personal-file").statusCode(204);
    assertThat(register(person)).isNotEqualTo(dead);
  }

  /** As a death was told before the dead left the register. */
  private void diedBefore(String known) throws SQLException {
    assertThat(
            texts(
                """
                with death as (
                  insert into event (id, stream, version, type, community, shard, time, recorded, actor, data)
                  select gen_random_uuid(), stream, 2, replace(type, 'Reported', 'Died'), community, shard, time,
                         recorded, actor, replace(data, 'caseClass', 'was')
                    from event where stream = 'case-%s'
                  returning time)
                update known_case set status = 'DIED', open = false, version = 2, ended = death.time
                  from death where id = '%s'
                returning id
                """
                    .formatted(known, known)))
        .containsExactly(known);
  }

  /** Namesakes of one age, who have been compared. */
  private List<String> twoWithIdNumbers() {
    String name = unheardOf();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      ids.add(
          register(
              Map.of("residency", "RESIDENT", "name", name, "idNumber", idNumber("1980-01-01"))));
    }
    Compared.all(database);
    return ids;
  }

  @Test
  void whoHasAnotherIdNumberIsAnotherPerson() throws SQLException {
    List<String> ids = twoWithIdNumbers();
    assertThat(pairs("resident", ids)).isZero();
  }

  @Test
  void twoPassportsMayBeOnePersons() throws SQLException {
    Map<String, Object> person =
        Map.of(
            "residency",
            "RESIDENT",
            "name",
            unheardOf(),
            "nationality",
            "FRA",
            "birthDate",
            "1980-01-01");
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Map<String, Object> holder = new HashMap<>(person);
      holder.put("passport", unheardOf().substring(1, 9));
      ids.add(register(holder));
    }
    Compared.all(database);
    assertThat(pairs("resident", ids)).isEqualTo(1);
  }

  @Test
  void whoIsEnteredByPassportAndByIdNumberIsFoundByTheIdNumberInTheEnd() {
    String name = unheardOf();
    String kept =
        register(
            Map.of(
                "residency",
                "RESIDENT",
                "name",
                name,
                "nationality",
                "HKG",
                "passport",
                unheardOf().substring(1, 9),
                "birthDate",
                "1980-01-01"));
    String number = idNumber("1980-01-01");
    String other = register(Map.of("residency", "RESIDENT", "name", name, "idNumber", number));
    cadre.post("/possible-duplicates/" + pairOf(other) + "/merger").statusCode(200);
    search(number, Map.of("name", name)).statusCode(200).body("resident.id", contains(kept));
  }

  @Test
  void twoIdNumbersAreMergedOnlyAfterOneWasCorrected() throws SQLException {
    List<String> ids = twoWithIdNumbers();
    String offeredBefore =
        texts(
                "insert into possible_duplicate values (gen_random_uuid(), '%s', '%s', '%s', '%s', null, now()) returning id"
                    .formatted(YAOWAN, ids.get(1), ids.get(0), YAOWAN))
            .get(0);
    String merger = "/possible-duplicates/" + offeredBefore + "/merger";
    cadre.post(merger).statusCode(409).body("code", equalTo("TWO_ID_NUMBERS"));
    cadre.get("/possible-duplicates?limit=200&sort=NEWEST").body("id", hasItem(offeredBefore));
    correct(ids.get(1), "\"1\"", Map.of("remove", List.of("ID_NUMBER"), "birthDate", "1980-01-01"))
        .statusCode(200);
    Compared.all(database);
    cadre.post(merger).statusCode(200).body("settled", equalTo("MERGED"));
  }

  @Test
  void whoIsNoNamesakeAnyMoreIsOfferedNoLonger() throws SQLException {
    Map<String, Object> person =
        Map.of("residency", "RESIDENT", "name", unheardOf(), "birthDate", "1980-01-02");
    register(person);
    String second = register(person);
    pairOf(second);
    correct(second, "\"1\"", Map.of("birthDate", "1980-01-03")).statusCode(200);
    Compared.all(database);
    assertThat(pairs("resident", List.of(second))).isZero();
    correct(second, "\"2\"", Map.of("birthDate", "1980-01-02")).statusCode(200);
    pairOf(second);
  }

  @Test
  void theEntryThatSomethingHangsOnIsNotTheOneThatGoes() {
    Map<String, Object> person =
        Map.of("residency", "RESIDENT", "name", unheardOf(), "birthDate", "1980-01-02");
    String first = register(person);
    String second = register(person);
    String pair = pairOf(second);
    cadre.post("/cases", Map.of("resident", second, "caseClass", "SUSPECTED")).statusCode(201);
    cadre.post("/residents/" + first + "/special-care", Map.of("care", "DIALYSIS")).statusCode(200);

    cadre
        .post("/possible-duplicates/" + pair + "/merger")
        .statusCode(409)
        .body("code", equalTo("ENTRY_IN_USE"));
    cadre.post("/possible-duplicates/" + pair + "/merger", Map.of("keep", second)).statusCode(200);
    cadre.get("/special-care?resident=" + second).body("care", contains("DIALYSIS"));
  }

  @Test
  void namesakesWhoAreTwoAreNotOfferedAgain() {
    String name = unheardOf();
    Map<String, Object> person =
        Map.of("residency", "RESIDENT", "name", name, "birthDate", "1980-01-02");
    register(person);
    String second = register(person);
    String pair = pairOf(second);
    cadre
        .post("/possible-duplicates/" + pair + "/ruling-out")
        .statusCode(200)
        .body("settled", equalTo("DISTINCT"));
    correct(second, "\"2\"", Map.of("telephone", "13800000005")).statusCode(200);
    Compared.all(database);
    cadre
        .get("/possible-duplicates?limit=200&sort=NEWEST")
        .body("findAll { it.resident == '" + second + "' }", empty());
  }

  @Test
  void namesakesWithinOneRequestAreOfferedToo() {
    Map<String, Object> person =
        Map.of("residency", "RESIDENT", "name", unheardOf(), "birthDate", "1980-01-02");
    List<String> ids =
        cadre
            .post("/households/" + household + "/residents", List.of(person, person))
            .statusCode(201)
            .extract()
            .path("ids");
    pairOf(ids.get(1));
  }

  @Test
  void namesakesWhoComeInOneMomentAreOffered() throws Exception {
    Map<String, Object> person =
        Map.of("residency", "RESIDENT", "name", unheardOf(), "birthDate", "1980-01-02");
    List<String> homes = List.of(household, cadre.household(), cadre.household());
    List<CompletableFuture<String>> coming =
        homes.stream()
            .map(
                home ->
                    CompletableFuture.<String>supplyAsync(
                        () ->
                            cadre
                                .post("/households/" + home + "/residents", List.of(person))
                                .statusCode(201)
                                .extract()
                                .path("ids[0]")))
            .toList();
    List<String> ids = coming.stream().map(CompletableFuture::join).toList();
    Compared.all(database);
    assertThat(pairs("resident", ids)).isEqualTo(3);
  }

  @Test
  void whoeverHasACommonNameAndAMadeUpDateIsOfferedWithAFewOnly() throws SQLException {
    Map<String, Object> person =
        Map.of("residency", "RESIDENT", "name", unheardOf(), "birthDate", "1900-01-01");
    List<String> ids =
        cadre
            .post("/households/" + household + "/residents", Collections.nCopies(12, person))
            .statusCode(201)
            .extract()
            .path("ids");
    Compared.all(database);
    String last = register(person);
    Compared.all(database);
    assertThat(pairs("resident", List.of(last))).isEqualTo(5);
    assertThat(pairs("resident", ids)).isLessThanOrEqualTo(60);
  }

  @Test
  void whoIsNotHereAnyMoreIsOfferedToNobody() throws SQLException {
    Map<String, Object> person =
        Map.of("residency", "RESIDENT", "name", unheardOf(), "birthDate", "1980-01-02");
    String left = register(person);
    cadre.post("/residents/" + left + "/departure").statusCode(200);
    String forgotten = register(person);
    street.delete("/decisions/residents/" + forgotten + "/personal-file").statusCode(204);
    String here = register(person);
    Compared.all(database);
    assertThat(pairs("resident", List.of(here))).isZero();
    assertThat(pairs("other", List.of(here))).isZero();
  }

  @Test
  void whoIsForgottenIsOfferedToNobodyAnyMore() {
    Map<String, Object> person =
        Map.of("residency", "RESIDENT", "name", unheardOf(), "birthDate", "1980-01-02");
    register(person);
    String forgotten = register(person);
    String pair = pairOf(forgotten);
    street.delete("/decisions/residents/" + forgotten + "/personal-file").statusCode(204);
    cadre
        .post("/possible-duplicates/" + pair + "/merger")
        .statusCode(409)
        .body("code", equalTo("DUPLICATE_SETTLED"));
  }

  private int pairs(String column, List<String> residents) throws SQLException {
    return texts(
            "select id from possible_duplicate where %s in ('%s')"
                .formatted(column, String.join("', '", residents)))
        .size();
  }

  private String pairOf(String resident) {
    Compared.all(database);
    return cadre
        .get("/possible-duplicates?limit=200&sort=NEWEST")
        .statusCode(200)
        .body("findAll { it.resident == '" + resident + "' }", hasSize(1))
        .extract()
        .path("find { it.resident == '" + resident + "' }.id");
  }

  private List<String> texts(String query) throws SQLException {
    try (var connection = database.connect();
        var answer = connection.createStatement().executeQuery(query)) {
      List<String> texts = new java.util.ArrayList<>();
      while (answer.next()) {
        texts.add(answer.getString(1));
      }
      return texts;
    }
  }
}
