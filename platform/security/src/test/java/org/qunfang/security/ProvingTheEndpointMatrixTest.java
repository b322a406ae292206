package org.qunfang.security;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qunfang.security.Roles.AUDITOR;
import static org.qunfang.security.Roles.CITY_OFFICER;
import static org.qunfang.security.Roles.COMMUNITY_WORKER;
import static org.qunfang.security.Roles.DISTRICT_OFFICER;
import static org.qunfang.security.Roles.GATE_GUARD;
import static org.qunfang.security.Roles.INTEGRATOR;
import static org.qunfang.security.Roles.OPERATOR;
import static org.qunfang.security.Roles.STREET_OFFICER;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qunfang.security.testing.EndpointMatrix;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.WithKeycloak;

@QuarkusTest
@SuppressWarnings("NullAway.Init") // the test resources fill the fields
@WithTestResource(
    value = WithKeycloak.class,
    initArgs = @ResourceArg(name = "client", value = "checkpoint-service"))
class ProvingTheEndpointMatrixTest {

  Tokens tokens;

  @TestHTTPResource("/")
  URI service;

  /** All but the passages. */
  private EndpointMatrix matrix() {
    return EndpointMatrix.of(service, tokens::of, tokens::machine)
        .row(
            "GET /divisions/{division}/passages",
            COMMUNITY_WORKER,
            GATE_GUARD,
            STREET_OFFICER,
            DISTRICT_OFFICER,
            CITY_OFFICER)
        .row(
            "GET /token",
            COMMUNITY_WORKER,
            GATE_GUARD,
            STREET_OFFICER,
            DISTRICT_OFFICER,
            CITY_OFFICER,
            INTEGRATOR,
            AUDITOR,
            OPERATOR)
        .row("POST /files", GATE_GUARD)
        .row("POST /parcels/{answer}", GATE_GUARD)
        .value("answer", "400")
        .row("POST /labels/{kind}", GATE_GUARD)
        .value("kind", "AS_DESCRIBED")
        .row("POST /receipts/{empty}", GATE_GUARD)
        .value("empty", "201")
        .row("GET /unannotated")
        .row("GET /admin/unguarded", OPERATOR, AUDITOR)
        .row("GET /admin/dead-letters", OPERATOR, AUDITOR)
        .row("POST /admin/dead-letters/replays", OPERATOR)
        .row("POST /decisions/releases", STREET_OFFICER, DISTRICT_OFFICER, CITY_OFFICER);
  }

  @Test
  void aTableThatIsTrueIsProved() {
    matrix().row("POST /passages", GATE_GUARD, INTEGRATOR).prove();
  }

  @Test
  void anOperationWithoutARowFails() {
    refuted(matrix(), "POST /passages: no row");
  }

  @Test
  void aRowWithoutAnOperationFails() {
    refuted(
        matrix().row("POST /passages", GATE_GUARD, INTEGRATOR).row("GET /gone", OPERATOR),
        "GET /gone: a row");
  }

  @Test
  void aRoleThatMayMoreThanTheTableSaysFails() {
    refuted(
        matrix().row("POST /passages", GATE_GUARD), "POST /passages: integrator-hospital got 4");
  }

  @Test
  void aRoleThatMayLessThanTheTableSaysFails() {
    refuted(
        matrix().row("POST /passages", GATE_GUARD, INTEGRATOR, OPERATOR),
        "POST /passages: operator got 403");
  }

  @ParameterizedTest
  @ValueSource(strings = {"409", "500"})
  void anotherAnswerToNoBodyThanThatItIsMissingFails(String answer) {
    refuted(
        matrix().row("POST /passages", GATE_GUARD, INTEGRATOR).value("answer", answer),
        "POST /parcels/{answer}: who sent no body got " + answer);
  }

  @Test
  void anotherAnswerToNoBodyThanToOneThatSaysNothingFails() {
    refuted(
        matrix().row("POST /passages", GATE_GUARD, INTEGRATOR).value("empty", "409"),
        "POST /receipts/{empty}: who sent no body got 409, and who said nothing 201");
  }

  private static void refuted(EndpointMatrix matrix, String finding) {
    AssertionError failure = assertThrows(AssertionError.class, matrix::prove);
    String findings = String.valueOf(failure.getMessage());
    assertTrue(findings.contains(finding), findings);
    assertTrue(findings.lines().count() == 1, findings);
  }
}
