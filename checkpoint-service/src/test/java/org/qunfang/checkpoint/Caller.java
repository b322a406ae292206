package org.qunfang.checkpoint;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.qunfang.testing.Tokens;

/** A person or a machine that calls the service. */
final class Caller {

  static final String YAOWAN = "422801001008";
  static final String GUANPO = "422801001001";

  /** Since when the gates of the tests stand. */
  static final Instant OPENED = Instant.now().minus(Duration.ofDays(2));

  private final String token;

  private Caller(String token) {
    this.token = token;
  }

  static Caller person(Tokens tokens, String name) {
    return new Caller(tokens.of(name));
  }

  static Caller machine(Tokens tokens, String name) {
    return new Caller(tokens.machine(name));
  }

  RequestSpecification request() {
    return given().auth().oauth2(token);
  }

  ValidatableResponse get(String path, Object... values) {
    return request().get(path, values).then();
  }

  ValidatableResponse post(Object body, String path, Object... values) {
    return postAs("application/json", body, path, values);
  }

  ValidatableResponse postAs(String contentType, Object body, String path, Object... values) {
    return request().contentType(contentType).body(body).post(path, values).then();
  }

  ValidatableResponse postOnce(String key, Object body, String path, Object... values) {
    return request()
        .header("Idempotency-Key", key)
        .contentType(ContentType.JSON)
        .body(body)
        .post(path, values)
        .then();
  }

  /** Neither a body nor a type of one, which REST Assured cannot leave out. */
  int postNothing(URI service, String path) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(service.resolve(path))
                  .header("Authorization", "Bearer " + token)
                  .POST(HttpRequest.BodyPublishers.noBody())
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }

  /** Puts a compound of Yaowan under closed management. */
  UUID closes() {
    return id(post(closure(), "/compounds"));
  }

  /** Sets up a checkpoint in Yaowan. */
  UUID opens(String kind) {
    return id(post(checkpoint(YAOWAN, kind), "/checkpoints"));
  }

  static UUID id(ValidatableResponse answer) {
    return UUID.fromString(answer.statusCode(201).extract().path("id"));
  }

  static Map<String, Object> closure() {
    Map<String, Object> closure = new HashMap<>();
    closure.put("community", YAOWAN);
    closure.put("entrancesKept", 1);
    closure.put("pointsBlocked", 3);
    return closure;
  }

  static Map<String, Object> checkpoint(String community, String kind) {
    Map<String, Object> checkpoint = new HashMap<>();
    checkpoint.put("community", community);
    checkpoint.put("kind", kind);
    checkpoint.put("time", OPENED.toString());
    return checkpoint;
  }

  /** A healthy person with everything in order. */
  static Map<String, Object> passage(UUID checkpoint) {
    Map<String, Object> passage = new HashMap<>();
    passage.put("checkpoint", checkpoint);
    passage.put("direction", "IN");
    passage.put("passer", "PERSON");
    passage.put("identityAsked", true);
    passage.put("detailsRecorded", true);
    passage.put("temperature", 36.5);
    passage.put("mask", true);
    return passage;
  }

  /** The same, decided by an offline gate. */
  static Map<String, Object> decidedPassage(UUID checkpoint) {
    Map<String, Object> passage = passage(checkpoint);
    passage.put("code", "GREEN");
    passage.put("outcome", "ADMITTED");
    return passage;
  }

  static Map<String, Object> event(Map<String, Object> data) {
    Map<String, Object> event = new HashMap<>();
    event.put("specversion", "1.0");
    event.put("id", UUID.randomUUID().toString());
    event.put("source", "/gates/east");
    event.put("type", "org.qunfang.checkpoint.PassageRecorded.v1");
    event.put("time", Instant.now().toString());
    event.put("division", YAOWAN);
    event.put("datacontenttype", "application/json");
    event.put("data", data);
    return event;
  }

  /** Tells events in one batch. */
  ValidatableResponse tells(List<?> events) {
    return postAs("application/cloudevents-batch+json", events, "/events");
  }
}
