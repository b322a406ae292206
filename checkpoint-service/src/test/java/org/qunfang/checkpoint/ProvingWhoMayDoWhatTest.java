package org.qunfang.checkpoint;

import static org.qunfang.security.Roles.AUDITOR;
import static org.qunfang.security.Roles.CITY_OFFICER;
import static org.qunfang.security.Roles.COMMUNITY_WORKER;
import static org.qunfang.security.Roles.DISTRICT_OFFICER;
import static org.qunfang.security.Roles.GATE_GUARD;
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
class ProvingWhoMayDoWhatTest {

  private static final String[] CHANGES = {
    COMMUNITY_WORKER, STREET_OFFICER, DISTRICT_OFFICER, CITY_OFFICER
  };
  private static final String[] LOOKS = {
    COMMUNITY_WORKER, GATE_GUARD, STREET_OFFICER, DISTRICT_OFFICER, CITY_OFFICER, AUDITOR
  };
  private static final String[] LOOKS_AT_CHECKPOINTS = {
    COMMUNITY_WORKER,
    GATE_GUARD,
    STREET_OFFICER,
    DISTRICT_OFFICER,
    CITY_OFFICER,
    INTEGRATOR,
    AUDITOR
  };

  Tokens tokens;

  @TestHTTPResource("/")
  URI service;

  @Test
  void whoMayDoWhat() {
    EndpointMatrix.of(service, tokens::of, tokens::machine)
        .row("POST /compounds", CHANGES)
        .row("POST /compounds/{id}/reopening", CHANGES)
        .row("GET /compounds", LOOKS)
        .row("GET /compounds/{id}", LOOKS)
        .row("POST /checkpoints", CHANGES)
        .row("POST /checkpoints/{id}/withdrawal", CHANGES)
        .row("GET /checkpoints", LOOKS_AT_CHECKPOINTS)
        .row("GET /checkpoints/{id}", LOOKS_AT_CHECKPOINTS)
        .row("POST /passages", GATE_GUARD, COMMUNITY_WORKER, INTEGRATOR)
        .row("GET /passages", LOOKS)
        .row(
            "GET /health-codes/{person}",
            GATE_GUARD,
            COMMUNITY_WORKER,
            STREET_OFFICER,
            DISTRICT_OFFICER,
            CITY_OFFICER,
            INTEGRATOR)
        .row("POST /events", INTEGRATOR)
        .row("GET /admin/dead-letters", OPERATOR)
        .row("GET /admin/sweeps", OPERATOR)
        .row("POST /admin/sweeps/{name}", OPERATOR)
        .row("POST /admin/dead-letters/{id}/replay", OPERATOR)
        .prove();
  }
}
