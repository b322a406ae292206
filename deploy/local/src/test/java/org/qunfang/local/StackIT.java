package org.qunfang.local;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
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
