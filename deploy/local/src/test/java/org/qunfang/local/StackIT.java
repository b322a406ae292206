package org.qunfang.local;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.qunfang.local.bench.City;
import org.qunfang.testing.parts.Part;
import org.qunfang.testing.parts.Ports;
import org.qunfang.testing.parts.Project;

/** The whole system as people start it: the five packaged services on real parts. */
class StackIT {

  private static final ByteArrayOutputStream SHOWN = new ByteArrayOutputStream();
  private static final Progress PROGRESS =
      new Progress(new PrintStream(SHOWN, true, StandardCharsets.UTF_8));
  private static final PortPlan PLAN = PortPlanTest.freePlan();
  private static final String YAOWAN = "422801001008";
  private static final String ENSHI = "422800000000";
  private static Stack stack;

  /** On which a test begins. */
  private final LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));

  @BeforeAll
  static void start() {
    stack = Stack.start(Project.root(), options(), PROGRESS);
  }

  private static StackOptions options() {
    return new StackOptions()
        .in(Project.root().resolve("deploy/local/target/stack"))
        .above(PLAN.base())
        .freshly();
  }

  @AfterAll
  static void nothingStaysWhenItIsStopped() {
    assertThat(stack.pids()).hasSize(8);

    stack.close();

    assertThat(stack.pids()).isEmpty();
    assertThat(PLAN.all().keySet()).allMatch(Ports::free);
  }

  static List<Account> accounts() {
    return Account.all();
  }

  @ParameterizedTest
  @MethodSource("accounts")
  void theCurlShownForARoleIsAnswered(Account account) throws Exception {
    var line = account.curl(stack).replace("curl -s", "curl -s -w '\n%{http_code}'");

    var shell =
        new ProcessBuilder("bash", "-c", Account.functions(stack) + line)
            .redirectErrorStream(true)
            .start();
    var answer = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(answer.lines().toList().getLast()).as(answer).matches("20[01]");
  }

  @Test
  void whatIsShownNamesEveryServiceAndEveryAccount() {
    new Welcome(stack).print(PROGRESS);

    assertThat(SHOWN.toString(StandardCharsets.UTF_8))
        .contains(List.of(Service.values()).stream().map(Service::module).toList())
        .contains(List.of(Service.values()).stream().map(each -> "" + stack.url(each)).toList())
        .contains(Account.all().stream().map(Account::name).toList());
  }

  @Test
  void aKilledServiceIsMissedAndComesBack() {
    var supply = stack.service(Service.SUPPLY);

    supply.process().kill();
    assertThat(supply.ready()).isFalse();
    assertThat(stack.pids()).doesNotContainKey("supply-service");

    supply.start();
    assertThat(supply.ready()).isTrue();
  }

  @Test
  void whateverIsKilledNothingIsLostAndNothingCountedTwice() {
    var city = new City(stack);
    city.openGates();
    long before = city.passagesCounted();
    var gates = new StubbornGates(city);
    try (gates) {
      gates.awaitMore(50);
      for (Part needed : List.of(stack.postgres(), stack.service(Service.CHECKPOINT))) {
        needed.process().kill();
        needed.start();
        gates.awaitMore(50);
      }
      for (Part dispensable :
          List.of(stack.kafka(), stack.service(Service.REPORTING), stack.keycloak())) {
        dispensable.process().kill();
        gates.awaitMore(50);
        dispensable.start();
        gates.awaitMore(50);
      }
    }

    assertThat(gates.toldAgain()).isPositive();
    await()
        .atMost(2, MINUTES)
        .untilAsserted(
            () -> assertThat(city.passagesCounted() - before).isEqualTo(gates.accepted()));
    assertThat(stack.parts()).allMatch(each -> each.process().running());
  }

  /**
   * Searched for in every file of the database, of Kafka and of the logs, in the metrics, and in
   * what is answered about them. The key is looked for in the tables only: the log that the
   * database recovers from holds it, sealed, as long as the manual says.
   */
  @Test
  void whoeverIsForgottenIsNowhereAndStillCounted() throws SQLException {
    var town = new Town(stack);
    String number = "422801198807150410";
    var naming =
        new Needles()
            .text("the name", "欧阳忘川")
            .text("the ID number", number)
            .text("the telephone", "19512345678")
            .text("the door", "忘川路七号");
    String household =
        told(town, "/households", Map.of("community", YAOWAN, "tenure", "OWNER", "door", "忘川路七号"))
            .path("id")
            .asText();
    String home = "/households/" + household + "/residents";
    // The last row of a page is the one whose room nothing else takes.
    List<String> neighbours = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      told(town, home, Collections.nCopies(50, Map.of("residency", "RESIDENT", "name", "邻居")))
          .path("ids")
          .forEach(id -> neighbours.add(id.asText()));
    }
    var person =
        Map.of(
            "residency",
            "RESIDENT",
            "name",
            "欧阳忘川",
            "idNumber",
            number,
            "telephone",
            "19512345678");
    String resident = told(town, home, List.of(person)).path("ids").path(0).asText();
    // Refusals and searches are what ends up in logs.
    assertThat(town.post("cadre-yaowan", Service.RESIDENT, home, List.of(person)).status())
        .isEqualTo(409);
    assertThat(
            town.post(
                    "cadre-yaowan",
                    Service.RESIDENT,
                    "/residents/searches",
                    Map.of("name", "欧阳忘川", "surname", "欧阳忘川"))
                .status())
        .isEqualTo(400);
    String known = confirmed(town, resident);
    traced(town, known, neighbours.get(0));
    traced(town, confirmed(town, neighbours.get(0)), neighbours.get(1));
    awaitWhatFollows(town);
    awaitCounted(town, neighbours.get(2));
    var key = new Needles().bytes("the key", sealedKey(resident));
    flush();
    assertThat(key.in(tables())).as("the key is there to be destroyed").isNotEmpty();
    assertThat(naming.in(file(town, "reader-enshi", resident)))
        .as("they are there to be forgotten")
        .contains("the name", "the ID number", "the telephone", "the door");
    Map<String, String> standing = standing(town, known);
    assertThat(standing.get("the chain")).contains(resident, neighbours.get(1));

    assertThat(
            town.delete(
                    "street-wuyangba",
                    Service.RESIDENT,
                    "/decisions/residents/" + resident + "/personal-file")
                .status())
        .isEqualTo(204);
    assertThat(
            town.post(
                    "operator",
                    Service.RESIDENT,
                    "/admin/sweeps/forgettings-due",
                    Map.of("asOf", Instant.now().toString()))
                .status())
        .isEqualTo(200);
    awaitCounted(town, neighbours.get(3));
    flush();

    assertThat(key.in(tables())).isEmpty();
    assertThat(naming.in(Project.root().resolve("deploy/local/target/stack"))).isEmpty();
    for (Service each : Service.values()) {
      assertThat(naming.in(town.metrics(each))).isEmpty();
    }
    assertThat(
            naming.in(town.get("cadre-yaowan", Service.RESIDENT, "/residents/" + resident).text()))
        .isEmpty();
    assertThat(
            town.get("reader-enshi", Service.RESIDENT, "/residents/" + resident + "/personal-file")
                .status())
        .isEqualTo(404);
    for (String reader : List.of("cadre-yaowan", "reader-enshi")) {
      assertThat(file(town, reader, resident)).contains("ResidentForgotten", "CaseReported");
      assertThat(naming.in(file(town, reader, resident))).isEmpty();
    }
    assertThat(
            town.post(
                    "cadre-yaowan", Service.RESIDENT, "/residents/searches", Map.of("name", "欧阳忘川"))
                .text())
        .isEqualTo("[]");
    assertThat(standing(town, known)).isEqualTo(standing);
    assertThat(naming.in(standing.toString())).isEmpty();
  }

  private static JsonNode told(Town town, String path, Object what) {
    Town.Answer answer = town.post("cadre-yaowan", Service.RESIDENT, path, what);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json();
  }

  private static String confirmed(Town town, String resident) {
    return told(town, "/cases", Map.of("resident", resident, "caseClass", "CONFIRMED"))
        .path("id")
        .asText();
  }

  private void traced(Town town, String known, String resident) {
    told(
        town,
        "/cases/" + known + "/contacts",
        Map.of(
            "resident",
            resident,
            "contactClass",
            "CLOSE",
            "lastExposure",
            today.toString(),
            "setting",
            "MEAL"));
  }

  private static String file(Town town, String reader, String resident) {
    return answered(town, reader, Service.RESIDENT, "/residents/" + resident + "/file");
  }

  /** What does not name anybody and stays as it was: the chain of a case, and the city's day. */
  private Map<String, String> standing(Town town, String known) {
    String chain = "/cases/" + known + "/chain";
    return Map.of(
        "the chain",
        answered(town, "cadre-yaowan", Service.RESIDENT, chain),
        "the chain as a graph",
        answered(town, "cadre-yaowan", Service.RESIDENT, chain + "/graphml"),
        "the day of the city",
        answered(town, "city-enshi", Service.REPORTING, "/reports/" + ENSHI + "?day=" + today));
  }

  private static String answered(Town town, String person, Service service, String path) {
    Town.Answer answer = town.get(person, service, path);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.text();
  }

  /** The other services have drawn their conclusions from two cases and their contacts. */
  private void awaitWhatFollows(Town town) {
    String metrics = "codes.red.now,codes.yellow.now,isolation.awaited";
    await()
        .atMost(1, MINUTES)
        .untilAsserted(() -> assertThat(figures(town, today, metrics)).containsExactly(2L, 1L, 3L));
  }

  /**
   * All that the resident service told of Yaowan until now has been counted: what it tells of it
   * after that, of the day before so that it does not change this one, has been counted too.
   */
  private void awaitCounted(Town town, String neighbour) {
    LocalDate yesterday = today.minusDays(1);
    List<Long> before = figures(town, yesterday, "returnees");
    told(
        town,
        "/returns",
        Map.of(
            "resident",
            neighbour,
            "origin",
            ENSHI,
            "originRisk",
            "LOW",
            "arrived",
            yesterday.toString(),
            "time",
            yesterday + "T08:00:00+08:00"));
    await().atMost(1, MINUTES).until(() -> !figures(town, yesterday, "returnees").equals(before));
  }

  private static List<Long> figures(Town town, LocalDate day, String metrics) {
    List<Long> figures = new ArrayList<>();
    town.get(
            "city-enshi",
            Service.REPORTING,
            "/reports/" + ENSHI + "?children=false&day=" + day + "&metrics=" + metrics)
        .json()
        .path("metrics")
        .forEach(metric -> figures.add(metric.path("value").asLong()));
    return figures;
  }

  private static byte[] sealedKey(String resident) throws SQLException {
    try (var connection = stack.database(Service.RESIDENT).connect();
        var answer =
            connection
                .createStatement()
                .executeQuery("select key from personal_key where resident = '" + resident + "'")) {
      assertThat(answer.next()).isTrue();
      return answer.getBytes(1);
    }
  }

  private static Path tables() {
    return Project.root().resolve("deploy/local/target/stack/postgresql/data/base");
  }

  private static void flush() throws SQLException {
    try (var connection = stack.postgres().administration().connect()) {
      connection.createStatement().execute("checkpoint");
    }
  }

  @Test
  void aSecondOneIsRefusedWhileTheFirstRuns() {
    assertThatThrownBy(() -> Stack.start(Project.root(), options(), PROGRESS))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("already running")
        .hasMessageContaining("./qunfang down");
  }

  @Test
  void eachServiceHasADatabaseOfItsOwn() throws SQLException {
    for (var each : Service.values()) {
      try (var connection = stack.database(each).connect();
          var answer =
              connection
                  .createStatement()
                  .executeQuery("select count(*) from flyway_schema_history")) {
        assertThat(answer.next()).isTrue();
        assertThat(answer.getInt(1)).as(each.module()).isPositive();
      }
    }
  }
}
