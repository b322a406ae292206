package org.qunfang.isolation;

import static org.qunfang.security.Roles.AUDITOR;
import static org.qunfang.security.Roles.CITY_OFFICER;
import static org.qunfang.security.Roles.COMMUNITY_WORKER;
import static org.qunfang.security.Roles.DISTRICT_OFFICER;
import static org.qunfang.security.Roles.INTEGRATOR;
import static org.qunfang.security.Roles.OPERATOR;
import static org.qunfang.security.Roles.STREET_OFFICER;

import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.qunfang.security.testing.EndpointMatrix;
import org.qunfang.testing.Tokens;

@OnRealParts
@SuppressWarnings("NullAway.Init") // the test resources fill the fields
class GuardingEndpointsTest {

  private static final String[] THOSE_WHO_LOOK = {
    COMMUNITY_WORKER, STREET_OFFICER, DISTRICT_OFFICER, CITY_OFFICER, AUDITOR
  };
  private static final String[] THOSE_WHO_REPORT = {
    COMMUNITY_WORKER, STREET_OFFICER, DISTRICT_OFFICER, CITY_OFFICER
  };
  private static final String[] THOSE_WHO_DECIDE = {STREET_OFFICER, DISTRICT_OFFICER, CITY_OFFICER};

  Tokens tokens;

  @TestHTTPResource("/")
  URI service;

  @Test
  void everyEndpointIsOpenToItsRolesAndToNobodyElse() {
    EndpointMatrix.of(service, tokens::of, tokens::machine)
        .row("GET /isolation-orders", THOSE_WHO_LOOK)
        .row("GET /isolation-orders/{id}", THOSE_WHO_LOOK)
        .row("GET /persons/{person}/isolation-order", THOSE_WHO_LOOK)
        .row("POST /isolation-orders/{id}/start", THOSE_WHO_REPORT)
        .row("POST /isolation-orders/{id}/guardian", THOSE_WHO_REPORT)
        .row("POST /isolation-orders/{id}/breaches", THOSE_WHO_REPORT)
        .row("POST /decisions/isolation-orders", THOSE_WHO_DECIDE)
        .row("POST /decisions/isolation-orders/{id}/transfer", THOSE_WHO_DECIDE)
        .row("POST /decisions/isolation-orders/{id}/extension", THOSE_WHO_DECIDE)
        .row("POST /decisions/isolation-orders/{id}/release", THOSE_WHO_DECIDE)
        .row("POST /health-checks", COMMUNITY_WORKER)
        .row("GET /health-checks", THOSE_WHO_LOOK)
        .row("GET /admin/sweeps", OPERATOR)
        .row("POST /admin/sweeps/{name}", OPERATOR)
        .row("GET /admin/dead-letters", OPERATOR)
        .row("POST /admin/dead-letters/{id}/replay", OPERATOR)
        .row("POST /events", INTEGRATOR)
        .prove();
  }
}
