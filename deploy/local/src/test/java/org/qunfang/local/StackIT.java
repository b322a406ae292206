package org.qunfang.local;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
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
  private static Stack stack;

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
   * Searched for in every file of the database, of Kafka and of the logs, and in the metrics. The
   * key is looked for in the tables only: the log that the database recovers from holds it, sealed,
   * as long as the manual says.
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
        town.post(
                "cadre-yaowan",
                Service.RESIDENT,
                "/households",
                Map.of("community", YAOWAN, "tenure", "OWNER", "door", "忘川路七号"))
            .json()
            .path("id")
            .asText();
    // The last row of a page is the one whose room nothing else takes.
    for (int i = 0; i < 4; i++) {
      town.post(
          "cadre-yaowan",
          Service.RESIDENT,
          "/households/" + household + "/residents",
          Collections.nCopies(50, Map.of("residency", "RESIDENT", "name", "邻居")));
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
    String resident =
        town.post(
                "cadre-yaowan",
                Service.RESIDENT,
                "/households/" + household + "/residents",
                List.of(person))
            .json()
            .path("ids")
            .path(0)
            .asText();
    // Refusals and searches are what ends up in logs.
    assertThat(
            town.post(
                    "cadre-yaowan",
                    Service.RESIDENT,
                    "/households/" + household + "/residents",
                    List.of(person))
                .status())
        .isEqualTo(409);
    assertThat(
            town.post(
                    "cadre-yaowan",
                    Service.RESIDENT,
                    "/residents/searches",
                    Map.of("name", "欧阳忘川", "surname", "欧阳忘川"))
                .status())
        .isEqualTo(400);
    String caseId =
        town.post(
                "cadre-yaowan",
                Service.RESIDENT,
                "/cases",
                Map.of("resident", resident, "caseClass", "SUSPECTED"))
            .json()
            .path("id")
            .asText();
    var key = new Needles().bytes("the key", sealedKey(resident));
    flush();
    assertThat(key.in(tables())).as("the key is there to be destroyed").isNotEmpty();
    long people = people(town);

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
    assertThat(
            town.post(
                    "cadre-yaowan", Service.RESIDENT, "/residents/searches", Map.of("name", "欧阳忘川"))
                .text())
        .isEqualTo("[]");
    assertThat(people(town)).isEqualTo(people);
    assertThat(
            town.get("cadre-yaowan", Service.RESIDENT, "/cases/" + caseId)
                .json()
                .path("resident")
                .asText())
        .isEqualTo(resident);
  }

  private static long people(Town town) {
    return town.get(
            "city-enshi", Service.RESIDENT, "/residents?limit=200&gone=false&division=" + YAOWAN)
        .json()
        .size();
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
