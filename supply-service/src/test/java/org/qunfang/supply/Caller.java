package org.qunfang.supply;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
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

  /** Noon of a day in Yaowan. */
  static final Instant NOON = Instant.parse("2020-02-20T04:00:00Z");

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

  private RequestSpecification request() {
    return given().auth().oauth2(token);
  }

  ValidatableResponse post(String path, Map<String, ?> body) {
    return request().contentType(ContentType.JSON).body(body).post(path).then();
  }

  ValidatableResponse post(String path, Map<String, ?> body, String key) {
    return request()
        .header("Idempotency-Key", key)
        .contentType(ContentType.JSON)
        .body(body)
        .post(path)
        .then();
  }

  ValidatableResponse postNothing(String path) {
    return request().noContentType().post(path).then();
  }

  ValidatableResponse postRaw(String path, String contentType, String body) {
    return request()
        .header("Content-Type", contentType)
        .body(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .post(path)
        .then();
  }

  ValidatableResponse get(String path) {
    return request().get(path).then();
  }

  /** Tells events of other systems in one batch. */
  ValidatableResponse tell(List<Map<String, Object>> events) {
    return request()
        .contentType("application/cloudevents-batch+json; charset=UTF-8")
        .body(events)
        .post("/events")
        .then();
  }

  static Map<String, Object> event(String name, Map<String, ?> data) {
    Map<String, Object> event = new HashMap<>();
    event.put("specversion", "1.0");
    event.put("id", UUID.randomUUID().toString());
    event.put("source", "/market/enshi");
    event.put("type", "org.qunfang.supply." + name + ".v1");
    event.put("time", NOON.toString());
    event.put("division", YAOWAN);
    event.put("datacontenttype", "application/json");
    event.put("data", data);
    return event;
  }

  /** A need for food that a household of Yaowan has at noon. */
  static Map<String, Object> need(UUID household) {
    Map<String, Object> need = new HashMap<>();
    need.put("community", YAOWAN);
    need.put("household", household);
    need.put("category", "FOOD");
    need.put("urgency", "TODAY");
    need.put("time", NOON.toString());
    return need;
  }

  /** One package of the ten-yuan kind that a household of Yaowan orders at noon. */
  static Map<String, Object> order(UUID household) {
    Map<String, Object> order = new HashMap<>();
    order.put("community", YAOWAN);
    order.put("household", household);
    order.put("packageKind", "TEN_YUAN");
    order.put("packages", 1);
    order.put("time", NOON.toString());
    return order;
  }

  static Map<String, Object> at(Instant time) {
    return Map.of("time", time.toString());
  }

  static UUID id(ValidatableResponse created) {
    return UUID.fromString(created.statusCode(201).extract().path("id"));
  }
}
