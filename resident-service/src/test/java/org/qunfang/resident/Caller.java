package org.qunfang.resident;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.qunfang.testing.Tokens;

/** Somebody with a token who uses the service. */
final class Caller {

  static final String YAOWAN = "422801001008";
  static final String GUANPO = "422801001001";

  private static final HttpClient FILES =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

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

  ValidatableResponse post(String path, Object body) {
    return request().contentType(ContentType.JSON).body(body).post(path).then();
  }

  ValidatableResponse post(String path) {
    return request().noContentType().post(path).then();
  }

  /** On the version that was looked at. */
  ValidatableResponse edit(String path, Object version, Object body) {
    return request()
        .contentType(ContentType.JSON)
        .header("If-Match", "\"" + version + "\"")
        .body(body)
        .post(path)
        .then();
  }

  /** A file as it is: what RestAssured would copy too often. */
  HttpResponse<String> upload(URI service, String path, String type, byte[] file) {
    HttpRequest request =
        HttpRequest.newBuilder(service.resolve(path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(file))
            .build();
    return FILES.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join();
  }

  ValidatableResponse get(String path) {
    return request().get(path).then();
  }

  /**
   * All pages of a list, one after the other.
   *
   * @param id what the id of an entry is called
   */
  List<Map<String, Object>> pages(String list, int limit, String id) {
    List<Map<String, Object>> listed = new ArrayList<>();
    String after = "";
    while (true) {
      List<Map<String, Object>> page =
          get(list + "&limit=" + limit + after).statusCode(200).extract().path("");
      listed.addAll(page);
      if (page.size() < limit) {
        return listed;
      }
      after = "&after=" + page.get(limit - 1).get(id);
    }
  }

  ValidatableResponse delete(String path) {
    return request().delete(path).then();
  }

  /** A household of that community, as of now. */
  String household(String community) {
    return post("/households", Map.of("community", community, "tenure", "OWNER"))
        .statusCode(201)
        .extract()
        .path("id");
  }

  /** Residents of that household. */
  List<String> residentsOf(String household, int count) {
    List<Map<String, Object>> people = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      people.add(Map.of("residency", "RESIDENT", "name", "某甲", "idNumber", idNumber("1980-01-01")));
    }
    return post("/households/" + household + "/residents", people)
        .statusCode(201)
        .extract()
        .path("ids");
  }

  /** A household in Yaowan. */
  String household() {
    return post(
            "/households",
            Map.of("community", YAOWAN, "tenure", "OWNER", "time", "2020-01-20T08:00:00+08:00"))
        .statusCode(201)
        .extract()
        .path("id");
  }

  /** A resident of a new household in Yaowan. */
  String resident() {
    return residents(1).get(0);
  }

  /** Residents of a new household in Yaowan. */
  List<String> residents(int count) {
    List<Map<String, Object>> people = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      people.add(Map.of("residency", "RESIDENT", "name", "某甲", "idNumber", idNumber("1980-01-01")));
    }
    return post("/households/" + household() + "/residents", people)
        .statusCode(201)
        .extract()
        .path("ids");
  }

  /** A suspected case of a new resident. */
  String suspectedCase() {
    return post(
            "/cases",
            Map.of(
                "resident",
                resident(),
                "caseClass",
                "SUSPECTED",
                "time",
                "2020-01-25T10:00:00+08:00"))
        .statusCode(201)
        .extract()
        .path("id");
  }

  /** A valid ID number that nobody has, of a man born that day. */
  static String idNumber(String born) {
    int sequence = ThreadLocalRandom.current().nextInt(0, 50) * 2 + 1;
    int place = ThreadLocalRandom.current().nextInt(100_000, 659_999);
    return withCheckDigit(
        "%06d%s%01d%02d"
            .formatted(
                place,
                born.replace("-", ""),
                ThreadLocalRandom.current().nextInt(0, 10),
                sequence));
  }

  /** The 17 digits with the check digit of ISO 7064 MOD 11-2, computed by its recursion. */
  static String withCheckDigit(String digits) {
    int remainder = 0;
    for (char digit : digits.toCharArray()) {
      remainder = (remainder + (digit - '0')) * 2 % 11;
    }
    int check = (12 - remainder) % 11;
    return digits + (check == 10 ? "X" : Integer.toString(check));
  }

  static String unknown() {
    return UUID.randomUUID().toString();
  }
}
