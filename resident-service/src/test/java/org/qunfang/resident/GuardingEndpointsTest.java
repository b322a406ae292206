package org.qunfang.resident;

import static org.qunfang.security.Roles.AUDITOR;
import static org.qunfang.security.Roles.CITY_OFFICER;
import static org.qunfang.security.Roles.COMMUNITY_WORKER;
import static org.qunfang.security.Roles.DISTRICT_OFFICER;
import static org.qunfang.security.Roles.GATE_GUARD;
import static org.qunfang.security.Roles.INTEGRATOR;
import static org.qunfang.security.Roles.OPERATOR;
import static org.qunfang.security.Roles.PERSONAL_DATA_READER;
import static org.qunfang.security.Roles.STREET_OFFICER;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
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
class GuardingEndpointsTest {

  private static final String[] FIELD = {
    COMMUNITY_WORKER, STREET_OFFICER, DISTRICT_OFFICER, CITY_OFFICER
  };
  private static final String[] DECIDING = {STREET_OFFICER, DISTRICT_OFFICER, CITY_OFFICER};

  private static final String[] EVERYBODY = {
    COMMUNITY_WORKER,
    GATE_GUARD,
    STREET_OFFICER,
    DISTRICT_OFFICER,
    CITY_OFFICER,
    INTEGRATOR,
    PERSONAL_DATA_READER,
    AUDITOR,
    OPERATOR
  };

  Tokens tokens;

  @TestHTTPResource("/")
  URI service;

  @Test
  void everyEndpointIsForThoseWhoNeedIt() {
    EndpointMatrix matrix = EndpointMatrix.of(service, tokens::of, tokens::machine);
    for (String operation :
        List.of(
            "POST /households",
            "GET /households",
            "GET /households/{id}",
            "POST /households/{id}/visits",
            "POST /households/{id}/reached-occupants",
            "POST /households/{id}/correction",
            "POST /households/{id}/closing",
            "POST /households/{id}/place",
            "GET /households/{id}/place",
            "POST /door-plates",
            "GET /door-plates",
            "GET /door-plates/{household}",
            "POST /door-plates/lookups",
            "POST /places",
            "GET /places",
            "GET /places/{id}",
            "POST /places/{id}/name",
            "POST /places/{id}/closing",
            "GET /places/{id}/households",
            "POST /grids",
            "GET /grids",
            "GET /grids/{id}",
            "POST /grids/{id}/leader",
            "POST /grids/{id}/households",
            "GET /grids/{id}/households",
            "POST /grids/{id}/dissolution",
            "POST /watch-groups",
            "GET /watch-groups",
            "GET /watch-groups/{id}",
            "POST /watch-groups/{id}/leader",
            "POST /watch-groups/{id}/households",
            "POST /watch-groups/{id}/dissolution",
            "POST /watch-groups/{id}/occupant-changes",
            "GET /occupant-changes",
            "GET /occupant-changes/{id}",
            "POST /occupant-changes/{id}/settlement",
            "POST /screening-rounds",
            "GET /screening-rounds",
            "GET /screening-rounds/coverage",
            "GET /screening-rounds/{id}",
            "GET /screening-rounds/{id}/missing",
            "POST /screening-rounds/{id}/excuses",
            "POST /screening-rounds/{id}/closing",
            "POST /households/{household}/residents",
            "GET /residents",
            "POST /residents/searches",
            "POST /residents/{id}/corrections",
            "POST /residents/{id}/move",
            "POST /residents/{id}/special-care",
            "POST /residents/{id}/special-care/{care}/end",
            "GET /special-care",
            "GET /possible-duplicates",
            "POST /possible-duplicates/{id}/merger",
            "POST /possible-duplicates/{id}/ruling-out",
            "GET /residents/{id}",
            "POST /residents/{id}/departure",
            "POST /residents/{id}/symptoms",
            "POST /imports",
            "GET /imports",
            "GET /imports/template.csv",
            "GET /imports/{id}",
            "GET /imports/{id}/errors",
            "GET /imports/{id}/errors.csv",
            "POST /imports/{id}/cancellation",
            "POST /returns",
            "POST /returns/list",
            "GET /returns/affected",
            "POST /returns/{id}/review",
            "GET /stranded",
            "GET /stranded/{resident}",
            "POST /stranded/{resident}/stay",
            "GET /returns",
            "GET /returns/{id}",
            "POST /cases",
            "GET /cases",
            "GET /cases/{id}",
            "PUT /cases/{id}/onset",
            "PUT /cases/{id}/source",
            "GET /cases/{id}/chain",
            "GET /cases/{id}/chain/graphml",
            "GET /cases/{case}/suggestions",
            "POST /cases/{case}/suggestions/{resident}/confirmation",
            "POST /cases/{case}/suggestions/{resident}/dismissal",
            "POST /cases/{case}/contacts",
            "POST /cases/{case}/contacts/of-household",
            "POST /cases/{case}/contacts/of-gate",
            "POST /cases/{case}/contacts/of-list",
            "PUT /contacts/{id}/class",
            "POST /contacts/{id}/exposures",
            "GET /contacts",
            "GET /contacts/{id}",
            "POST /contacts/{id}/clearance",
            "POST /workers",
            "GET /workers",
            "GET /workers/{id}",
            "POST /workers/{id}/account",
            "POST /workers/{id}/points-spendings",
            "GET /points-entries",
            "GET /points-rules",
            "GET /workers/ranking",
            "POST /tasks",
            "GET /tasks",
            "GET /tasks/{id}",
            "POST /tasks/{id}/completion",
            "POST /tasks/{id}/cancellation",
            "POST /duty-posts",
            "GET /duty-posts",
            "GET /duty-posts/{id}",
            "POST /duty-posts/{id}/closing",
            "POST /shifts",
            "GET /shifts",
            "GET /shifts/{id}",
            "POST /shifts/{id}/calling-off",
            "GET /rosters/{community}/{day}",
            "POST /attendances",
            "GET /attendances",
            "POST /attendances/{id}/striking",
            "POST /units",
            "GET /units",
            "GET /units/{id}",
            "POST /units/{id}/dissolution",
            "POST /responsibility/groups/{group}/unit",
            "POST /responsibility/groups/{group}/release",
            "GET /responsibility/groups",
            "POST /responsibility/assignments",
            "POST /responsibility/place-assignments",
            "POST /responsibility/shares",
            "POST /responsibility/releases",
            "GET /responsibility/households",
            "GET /responsibility/households/{id}",
            "GET /responsibility/loads/{community}",
            "POST /household-contacts",
            "GET /household-contacts/missed",
            "GET /household-contacts/days/{community}/{day}",
            "POST /notices",
            "GET /notices",
            "GET /notices/{id}",
            "POST /notices/{id}/withdrawal",
            "POST /notices/{id}/deliveries",
            "POST /notices/{id}/acknowledgements",
            "GET /notices/{id}/households",
            "GET /notices/{id}/coverage",
            "GET /notice-coverage",
            "POST /certificates",
            "GET /certificates",
            "GET /certificates/{id}",
            "GET /certificates/{id}/token",
            "GET /certificates/{id}/qr",
            "POST /workers/{id}/stand-down")) {
      matrix.row(operation, FIELD);
    }
    for (String operation :
        List.of(
            "POST /decisions/cases/{id}/confirmation",
            "POST /decisions/cases/{id}/ruling-out",
            "POST /decisions/cases/{id}/recovery",
            "POST /decisions/cases/{id}/death",
            "POST /decisions/contacts/{id}/clearance",
            "POST /decisions/workers/{id}/points-corrections",
            "POST /decisions/certificates/{id}/revocation",
            "DELETE /decisions/residents/{id}/personal-file")) {
      matrix.row(operation, DECIDING);
    }
    for (String operation :
        List.of(
            "POST /decisions/risk-areas",
            "POST /decisions/risk-areas/list",
            "POST /decisions/risk-areas/{id}/change",
            "POST /decisions/risk-areas/{id}/lifting",
            "POST /decisions/risk-areas/{id}/correction",
            "POST /decisions/risk-areas/{id}/withdrawal")) {
      matrix.row(operation, CITY_OFFICER);
    }
    for (String operation :
        List.of("GET /risk-areas", "GET /risk-areas/at", "GET /risk-areas/{id}")) {
      matrix.row(
          operation, COMMUNITY_WORKER, STREET_OFFICER, DISTRICT_OFFICER, CITY_OFFICER, INTEGRATOR);
    }
    matrix
        .row(
            "POST /residents/lookups",
            COMMUNITY_WORKER,
            GATE_GUARD,
            STREET_OFFICER,
            DISTRICT_OFFICER,
            CITY_OFFICER,
            INTEGRATOR)
        .row("GET /residents/{id}/personal-file", PERSONAL_DATA_READER)
        .row("GET /households/{id}/door", PERSONAL_DATA_READER)
        .row("POST /households/doors", PERSONAL_DATA_READER)
        .row(
            "GET /residents/{id}/file",
            COMMUNITY_WORKER,
            STREET_OFFICER,
            DISTRICT_OFFICER,
            CITY_OFFICER,
            PERSONAL_DATA_READER)
        .row("GET /personal-file-accesses", AUDITOR)
        .row("POST /events", INTEGRATOR)
        .row("GET /admin/sweeps", OPERATOR)
        .row("POST /admin/sweeps/{name}", OPERATOR)
        .row("GET /divisions", EVERYBODY)
        .row("GET /divisions/{code}", EVERYBODY)
        .value("code", "422801001008")
        .row("POST /admin/divisions/imports", OPERATOR)
        .row("GET /admin/divisions/imports", OPERATOR)
        .row("GET /admin/divisions/imports/{id}", OPERATOR)
        .open("POST /certificates/verifications")
        .open("GET /certificates/keys")
        .open("GET /certificates/revoked")
        .row("GET /admin/dead-letters", OPERATOR)
        .row("POST /admin/dead-letters/{id}/replay", OPERATOR)
        .prove();
  }
}
