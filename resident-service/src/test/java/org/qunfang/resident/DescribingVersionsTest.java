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

  private Optional<JsonNode> taken(String path) {
    return version(paths.path(path).path("post"));
  }

  private boolean carried(String path, String method) {
    return paths.path(path).path(method).at("/responses/200/headers").has("ETag");
  }

  @Test
  void whateverInsistsOnAVersionSaysSo() {
    List<String> insisting = new ArrayList<>();
    paths
        .fields()
        .forEachRemaining(
            path ->
                path.getValue()
                    .forEach(
                        operation ->
                            version(operation)
                                .filter(each -> each.path("required").asBoolean())
                                .ifPresent(each -> insisting.add(path.getKey()))));
    assertThat(insisting)
        .containsExactlyInAnyOrder(
            "/residents/{id}/corrections",
            "/places/{id}/name",
            "/cases/{id}/onset",
            "/cases/{id}/source",
            "/households/{id}/correction",
            "/contacts/{id}/class",
            "/watch-groups/{id}/households",
            "/decisions/risk-areas/{id}/correction",
            "/decisions/risk-areas/{id}/withdrawal");
  }

  @Test
  void commandsOnAnEntryTakeItsVersionAndOthersTakeNone() {
    assertThat(taken("/households/{id}/closing")).isPresent();
    assertThat(taken("/stranded/{resident}/stay")).isPresent();
    assertThat(taken("/households")).isEmpty();
    assertThat(taken("/households/{household}/residents")).isEmpty();
  }

  @Test
  void answersAboutOneEntryCarryItsVersion() {
    assertThat(carried("/households/{id}", "get")).isTrue();
    assertThat(carried("/residents/{id}", "get")).isTrue();
    assertThat(carried("/watch-groups/{id}", "get")).isTrue();
    assertThat(carried("/residents/{id}/corrections", "post")).isTrue();
    assertThat(carried("/households", "get")).isFalse();
    assertThat(carried("/divisions/{code}", "get")).isFalse();
  }
}
