package org.qunfang.resident;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qunfang.testing.WithKafka;
import org.qunfang.testing.WithKeycloak;
import org.qunfang.testing.WithPostgres;

@QuarkusTest
@WithTestResource(WithPostgres.class)
@WithTestResource(WithKafka.class)
@WithTestResource(WithKeycloak.class)
@SuppressWarnings("NullAway.Init") // filled before each test
class DescribingVersionsTest {

  JsonNode paths;

  @BeforeEach
  void read() throws IOException {
    String document =
        given().get("/q/openapi?format=json").then().statusCode(200).extract().asString();
    paths = new ObjectMapper().readTree(document).path("paths");
  }

  private static Optional<JsonNode> version(JsonNode operation) {
    return StreamSupport.stream(operation.path("parameters").spliterator(), false)
        .filter(each -> each.path("name").asText().equals("If-Match"))
        .filter(each -> each.path("in").asText().equals("header"))
        .findFirst();
  }

  /** The operations of the document that such a thing is said of, such as "get /residents/{id}". */
  private List<String> operations(Predicate<JsonNode> said) {
    List<String> all = new ArrayList<>();
    paths
        .fields()
        .forEachRemaining(
            path ->
                path.getValue()
                    .fields()
                    .forEachRemaining(
                        operation -> {
                          if (said.test(operation.getValue())) {
                            all.add(operation.getKey() + " " + path.getKey());
                          }
                        }));
    return all;
  }

  private static boolean carries(JsonNode operation) {
    return operation.path("responses").properties().stream()
        .filter(answer -> answer.getKey().startsWith("2"))
        .anyMatch(answer -> answer.getValue().path("headers").has("ETag"));
  }

  @Test
  void commandsOnAnEntryTakeItsVersionAndOthersTakeNone() {
    assertThat(operations(each -> version(each).isPresent()))
        .containsExactlyInAnyOrder(
            "delete /decisions/residents/{id}/personal-file",
            "post /attendances/{id}/striking",
            "post /cases",
            "post /cases/{case}/contacts",
            "post /cases/{case}/contacts/of-gate",
            "post /cases/{case}/contacts/of-household",
            "post /cases/{case}/contacts/of-list",
            "post /cases/{case}/suggestions/{resident}/confirmation",
            "post /contacts/{id}/clearance",
            "post /contacts/{id}/exposures",
            "post /decisions/cases/{id}/confirmation",
            "post /decisions/cases/{id}/death",
            "post /decisions/cases/{id}/recovery",
            "post /decisions/cases/{id}/ruling-out",
            "post /decisions/certificates/{id}/revocation",
            "post /decisions/contacts/{id}/clearance",
            "post /decisions/risk-areas/{id}/change",
            "post /decisions/risk-areas/{id}/correction",
            "post /decisions/risk-areas/{id}/lifting",
            "post /decisions/risk-areas/{id}/withdrawal",
            "post /door-plates",
            "post /duty-posts/{id}/closing",
            "post /grids/{id}/dissolution",
            "post /grids/{id}/households",
            "post /grids/{id}/leader",
            "post /households/{id}/closing",
            "post /households/{id}/correction",
            "post /households/{id}/place",
            "post /households/{id}/reached-occupants",
            "post /households/{id}/visits",
            "post /imports/{id}/cancellation",
            "post /occupant-changes/{id}/settlement",
            "post /places/{id}/closing",
            "post /places/{id}/name",
            "post /possible-duplicates/{id}/merger",
            "post /possible-duplicates/{id}/ruling-out",
            "post /residents/{id}/corrections",
            "post /residents/{id}/departure",
            "post /residents/{id}/move",
            "post /residents/{id}/special-care",
            "post /residents/{id}/special-care/{care}/end",
            "post /residents/{id}/symptoms",
            "post /responsibility/groups/{group}/release",
            "post /responsibility/groups/{group}/unit",
            "post /returns",
            "post /returns/list",
            "post /returns/{id}/review",
            "post /screening-rounds/{id}/closing",
            "post /screening-rounds/{id}/excuses",
            "post /shifts/{id}/calling-off",
            "post /stranded/{resident}/stay",
            "post /tasks/{id}/cancellation",
            "post /tasks/{id}/completion",
            "post /units/{id}/dissolution",
            "post /watch-groups/{id}/dissolution",
            "post /watch-groups/{id}/households",
            "post /watch-groups/{id}/leader",
            "post /workers/{id}/account",
            "post /workers/{id}/stand-down",
            "put /cases/{id}/onset",
            "put /cases/{id}/source",
            "put /contacts/{id}/class");
  }

  @Test
  void whateverInsistsOnAVersionSaysSo() {
    assertThat(
            operations(
                each ->
                    version(each)
                        .filter(header -> header.path("required").asBoolean())
                        .isPresent()))
        .containsExactlyInAnyOrder(
            "post /residents/{id}/corrections",
            "post /places/{id}/name",
            "put /cases/{id}/onset",
            "put /cases/{id}/source",
            "post /households/{id}/correction",
            "put /contacts/{id}/class",
            "post /watch-groups/{id}/households",
            "post /decisions/risk-areas/{id}/correction",
            "post /decisions/risk-areas/{id}/withdrawal");
  }

  @Test
  void whateverReplacesWhatStandsSaysThatItNeedsAVersionThen() {
    assertThat(
            operations(
                each ->
                    version(each)
                        .filter(header -> header.path("description").asText().contains("428"))
                        .isPresent()))
        .containsExactlyInAnyOrder(
            "post /door-plates",
            "post /grids/{id}/leader",
            "post /households/{id}/place",
            "post /residents/{id}/move",
            "post /responsibility/groups/{group}/release",
            "post /responsibility/groups/{group}/unit",
            "post /stranded/{resident}/stay",
            "post /watch-groups/{id}/leader",
            "post /workers/{id}/account");
  }

  @Test
  void answersAboutOneEntryCarryItsVersion() {
    List<String> carrying = operations(DescribingVersionsTest::carries);
    assertThat(carrying.stream().filter(each -> each.startsWith("get")))
        .containsExactlyInAnyOrder(
            "get /cases/{id}",
            "get /certificates/{id}",
            "get /contacts/{id}",
            "get /door-plates/{household}",
            "get /duty-posts/{id}",
            "get /grids/{id}",
            "get /households/{id}",
            "get /households/{id}/place",
            "get /imports/{id}",
            "get /occupant-changes/{id}",
            "get /places/{id}",
            "get /residents/{id}",
            "get /residents/{id}/file",
            "get /responsibility/households/{id}",
            "get /returns/{id}",
            "get /risk-areas/{id}",
            "get /screening-rounds/{id}",
            "get /shifts/{id}",
            "get /stranded/{resident}",
            "get /tasks/{id}",
            "get /units/{id}",
            "get /watch-groups/{id}",
            "get /workers/{id}");
    assertThat(carrying)
        .contains("post /residents/{id}/corrections", "put /cases/{id}/onset")
        .doesNotContain("post /responsibility/releases");
  }
}
