package org.qunfang.isolation;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.qunfang.testing.Tokens;

/** A person or a machine that calls the service. */
final class Caller {

  static final String YAOWAN = "422801001008";
  static final String GUANPO = "422801001001";

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
    return request().contentType(ContentType.JSON).body(body).post(path, values).then();
  }

  ValidatableResponse postOnce(String key, Object body, String path, Object... values) {
    return request()
        .header("Idempotency-Key", key)
        .contentType(ContentType.JSON)
        .body(body)
        .post(path, values)
        .then();
  }

  /** Isolates somebody at home from the tenth to the 24th of February 2020. */
  UUID orders(UUID person) {
    return UUID.fromString(
        post(order(person), "/decisions/isolation-orders").statusCode(201).extract().path("id"));
  }

  static Map<String, Object> order(UUID person) {
    Map<String, Object> order = new HashMap<>();
    order.put("community", YAOWAN);
    order.put("person", person);
    order.put("kind", "HOME");
    order.put("reason", "OTHER");
    order.put("due", "2020-02-24");
    order.put("time", "2020-02-10T10:00:00+08:00");
    return order;
  }

  /** Says that the person was there on the tenth of February 2020. */
  void starts(UUID order) {
    post(Map.of("time", "2020-02-10T12:00:00+08:00"), "/isolation-orders/{id}/start", order)
        .statusCode(200);
  }

  static Map<String, Object> check(UUID order, String day, String slot) {
    Map<String, Object> check = new HashMap<>();
    check.put("order", order);
    check.put("day", day);
    check.put("slot", slot);
    check.put("temperature", 36.5);
    check.put("needsAsked", true);
    return check;
  }

  /** Tells events of another system in one batch. */
  ValidatableResponse tells(List<Map<String, Object>> events) {
    return request()
        .contentType("application/cloudevents-batch+json")
        .body(events)
        .post("/events")
        .then();
  }

  static Map<String, Object> event(String name, String time, Map<String, ?> data) {
    Map<String, Object> event = new HashMap<>();
    event.put("specversion", "1.0");
    event.put("id", UUID.randomUUID().toString());
    event.put("source", "/hospital/enshi");
    event.put("type", "org.qunfang.isolation." + name + ".v1");
    event.put("time", time);
    event.put("division", YAOWAN);
    event.put("datacontenttype", "application/json");
    event.put("data", data);
    return event;
  }
}
