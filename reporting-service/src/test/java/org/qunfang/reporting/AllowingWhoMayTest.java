package org.qunfang.reporting;

import static org.qunfang.security.Roles.AUDITOR;
import static org.qunfang.security.Roles.CITY_OFFICER;
import static org.qunfang.security.Roles.COMMUNITY_WORKER;
import static org.qunfang.security.Roles.DISTRICT_OFFICER;
import static org.qunfang.security.Roles.INTEGRATOR;
import static org.qunfang.security.Roles.OPERATOR;
import static org.qunfang.security.Roles.STREET_OFFICER;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.qunfang.security.testing.EndpointMatrix;
import org.qunfang.testing.Tokens;

@QuarkusTest
class AllowingWhoMayTest {

  @TestHTTPResource("/")
  @SuppressWarnings("NullAway.Init")
  URI service;

  @SuppressWarnings("NullAway.Init")
  Tokens tokens;

  @Test
  void everyEndpointForEveryRole() {
    String[] readers = {
      COMMUNITY_WORKER, STREET_OFFICER, DISTRICT_OFFICER, CITY_OFFICER, AUDITOR, INTEGRATOR
    };
    EndpointMatrix.of(service, tokens::of, tokens::machine)
        .row("GET /reports/{division}", readers)
        .row("GET /series/{division}", readers)
        .row("GET /catalogue", readers)
        .row("GET /admin/consistency", OPERATOR)
        .row("GET /admin/dead-letters", OPERATOR)
        .row("POST /admin/dead-letters/{id}/replay", OPERATOR)
        .row("POST /admin/rebuilds", OPERATOR)
        .row("GET /admin/rebuilds/{id}", OPERATOR)
        .value("division", "422801001008")
        .prove();
  }
}
