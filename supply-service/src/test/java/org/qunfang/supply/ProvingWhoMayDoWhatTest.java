package org.qunfang.supply;

import static org.qunfang.security.Roles.AUDITOR;
import static org.qunfang.security.Roles.CITY_OFFICER;
import static org.qunfang.security.Roles.COMMUNITY_WORKER;
import static org.qunfang.security.Roles.DISTRICT_OFFICER;
import static org.qunfang.security.Roles.INTEGRATOR;
import static org.qunfang.security.Roles.OPERATOR;
import static org.qunfang.security.Roles.STREET_OFFICER;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.qunfang.security.testing.EndpointMatrix;
import org.qunfang.testing.Tokens;
import org.qunfang.testing.WithKafka;
import org.qunfang.testing.WithKeycloak;
import org.qunfang.testing.WithPostgres;

@QuarkusTest
@WithTestResource(WithPostgres.class)
@WithTestResource(WithKafka.class)
@WithTestResource(WithKeycloak.class)
@SuppressWarnings("NullAway.Init") // the test resources fill the fields
class ProvingWhoMayDoWhatTest {

  private static final String[] PEOPLE = {
    COMMUNITY_WORKER, STREET_OFFICER, DISTRICT_OFFICER, CITY_OFFICER
  };
  private static final String[] READERS = {
    COMMUNITY_WORKER, STREET_OFFICER, DISTRICT_OFFICER, CITY_OFFICER, AUDITOR
  };
  private static final String[] CARRIERS = {COMMUNITY_WORKER, INTEGRATOR};

  Tokens tokens;

  @TestHTTPResource("/")
  URI service;

  @Test
  void everyEndpointIsOpenToItsRolesAndToNobodyElse() {
    EndpointMatrix.of(service, tokens::of, tokens::machine)
        .row("POST /needs", PEOPLE)
        .row("GET /needs", READERS)
        .row("GET /needs/{id}", READERS)
        .row("POST /needs/{id}/assignment", PEOPLE)
        .row("POST /needs/{id}/raise", PEOPLE)
        .row("POST /needs/{id}/resolution", PEOPLE)
        .row("POST /orders", PEOPLE)
        .row("GET /orders", READERS)
        .row("GET /orders/{id}", READERS)
        .row("POST /orders/{id}/packing", CARRIERS)
        .row("POST /orders/{id}/dispatch", CARRIERS)
        .row("POST /orders/{id}/delivery", CARRIERS)
        .row("POST /orders/{id}/failure", CARRIERS)
        .row("POST /orders/{id}/cancellation", PEOPLE)
        .row("GET /confined-households", PEOPLE)
        .row("POST /events", INTEGRATOR)
        .row("GET /admin/sweeps", OPERATOR)
        .row("POST /admin/sweeps/{name}", OPERATOR)
        .row("GET /admin/dead-letters", OPERATOR)
        .row("POST /admin/dead-letters/{id}/replay", OPERATOR)
        .prove();
  }
}
