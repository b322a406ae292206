package org.qunfang.security.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.qunfang.security.Roles;

/**
 * Who may use which endpoint of a service: a table in its tests, proved against the running service
 * with real tokens.
 *
 * <p>The operations come from the service's own OpenAPI document, so that an endpoint that nobody
 * wrote a row for fails the build, as does a row whose endpoint is gone. For each operation it is
 * proved that it answers 401 without a token and with a wrong one, 403 to every account of the demo
 * without one of the row's roles, and to the others anything that is neither a refusal of the
 * person nor a fault. Where JSON is required, no body at all is answered with 400 {@code
 * BODY_MISSING}, and where it may be left out, as one that says nothing. All of these answers are
 * as the document says.
 *
 * <pre>{@code
 * EndpointMatrix.of(service, tokens::of, tokens::machine)
 *     .row("POST /passages", GATE_GUARD, INTEGRATOR)
 *     .row("GET /divisions/{division}/days/{day}", STREET_OFFICER, DISTRICT_OFFICER, CITY_OFFICER)
 *     .prove();
 * }</pre>
 */
public final class EndpointMatrix {

  /**
   * A community that every account of the demo with a division in Enshi may see, but cadre-guanpo.
   */
  private static final String YAOWAN = "422801001008";

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> METHODS =
      Set.of("get", "post", "put", "patch", "delete", "head", "options");

  private record Account(String name, boolean machine, Set<String> roles) {}

  private static final List<Account> ACCOUNTS =
      List.of(
          new Account("cadre-yaowan", false, Set.of(Roles.COMMUNITY_WORKER)),
          new Account("guard-yaowan", false, Set.of(Roles.GATE_GUARD)),
          new Account("street-wuyangba", false, Set.of(Roles.STREET_OFFICER)),
          new Account("district-enshi", false, Set.of(Roles.DISTRICT_OFFICER)),
          new Account("city-enshi", false, Set.of(Roles.CITY_OFFICER)),
          new Account(
              "reader-enshi", false, Set.of(Roles.PERSONAL_DATA_READER, Roles.CITY_OFFICER)),
          new Account("auditor-enshi", false, Set.of(Roles.AUDITOR)),
          new Account("operator", false, Set.of(Roles.OPERATOR)),
          new Account("integrator-hospital", true, Set.of(Roles.INTEGRATOR)));

  private record Row(boolean open, Set<String> roles) {}

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final URI service;
  private final Description described;
  private final Function<String, String> person;
  private final Function<String, String> machine;
  private final Map<String, Row> rows = new TreeMap<>();
  private final Map<String, String> values = new TreeMap<>();
  private final List<String> findings = new ArrayList<>();

  private EndpointMatrix(
      URI service, Function<String, String> person, Function<String, String> machine) {
    this.service = service;
    this.described = Description.of(service);
    this.person = person;
    this.machine = machine;
  }

  /**
   * The matrix of a running service; tokens of the demo's people and machines come from the given
   * functions.
   */
  public static EndpointMatrix of(
      URI service, Function<String, String> person, Function<String, String> machine) {
    return new EndpointMatrix(service, person, machine);
  }

  /**
   * An operation, as {@code POST /passages/{id}}, and the roles that may use it; without roles
   * nobody may.
   */
  public EndpointMatrix row(String operation, String... roles) {
    Set<String> allowed = Set.of(roles);
    Set<String> known = new TreeSet<>();
    ACCOUNTS.forEach(account -> known.addAll(account.roles()));
    if (!known.containsAll(allowed)) {
      throw new IllegalArgumentException(operation + ": not all of " + allowed + " are roles");
    }
    return put(operation, new Row(false, allowed));
  }

  /** An operation that anybody may use, without a token. */
  public EndpointMatrix open(String operation) {
    return put(operation, new Row(true, Set.of()));
  }

  private EndpointMatrix put(String operation, Row row) {
    if (rows.put(operation, row) != null) {
      throw new IllegalArgumentException(operation + " has two rows");
    }
    return this;
  }

  /** A value for a parameter, where the one made up from its name would not do. */
  public EndpointMatrix value(String parameter, String value) {
    values.put(parameter, value);
    return this;
  }

  /**
   * Tries every operation with every account.
   *
   * @throws AssertionError with all that is not as the table says
   */
  public void prove() {
    Map<String, JsonNode> operations = operations();
    for (String operation : operations.keySet()) {
      if (!rows.containsKey(operation)) {
        findings.add(operation + ": no row says who may use it");
      }
    }
    for (Map.Entry<String, Row> row : rows.entrySet()) {
      JsonNode operation = operations.get(row.getKey());
      if (operation == null) {
        findings.add(row.getKey() + ": a row, and no such operation");
      } else {
        prove(row.getKey(), operation, row.getValue());
      }
    }
    if (!findings.isEmpty()) {
      throw new AssertionError(String.join("\n", findings));
    }
  }

  private void prove(String name, JsonNode operation, Row row) {
    if (row.open()) {
      expectUse(name, "anybody", send(name, operation, ""));
      proveWithoutBody(name, operation, "");
      return;
    }
    expect(name, "nobody", 401, "UNAUTHENTICATED", send(name, operation, ""));
    expect(name, "a wrong token", 401, "INVALID_TOKEN", send(name, operation, "a.b.c"));
    for (Account account : ACCOUNTS) {
      HttpResponse<String> answer = send(name, operation, token(account));
      if (Collections.disjoint(account.roles(), row.roles())) {
        expect(name, account.name(), 403, "FORBIDDEN", answer);
      } else {
        expectUse(name, account.name(), answer);
      }
    }
    ACCOUNTS.stream()
        .filter(account -> !Collections.disjoint(account.roles(), row.roles()))
        .findFirst()
        .ifPresent(account -> proveWithoutBody(name, operation, token(account)));
  }

  private String token(Account account) {
    return (account.machine() ? machine : person).apply(account.name());
  }

  private void proveWithoutBody(String name, JsonNode operation, String token) {
    JsonNode json = operation.path("requestBody").path("content").path("application/json");
    if (json.isMissingNode()) {
      return;
    }
    HttpResponse<String> answer = ask(request(name, operation, token).build());
    if (operation.path("requestBody").path("required").asBoolean()) {
      expect(name, "who sent no body", 400, "BODY_MISSING", answer);
    } else {
      int nothing = send(name, operation, token).statusCode();
      if (answer.statusCode() != nothing) {
        findings.add(
            "%s: who sent no body got %d, and who said nothing %d"
                .formatted(name, answer.statusCode(), nothing));
      }
    }
  }

  private void expect(
      String name, String who, int status, String code, HttpResponse<String> answer) {
    if (answer.statusCode() != status) {
      findings.add(name + ": " + who + " got " + answer.statusCode() + " instead of " + status);
    } else if (!answer.body().contains("\"code\":\"" + code + "\"")) {
      findings.add(name + ": " + who + " got " + status + " without the code " + code);
    }
  }

  private void expectUse(String name, String who, HttpResponse<String> answer) {
    int status = answer.statusCode();
    if (status == 401 || status == 403 || status == 405 || status >= 500) {
      findings.add(name + ": " + who + " got " + status + " " + answer.body());
    }
  }

  private HttpResponse<String> send(String name, JsonNode operation, String token) {
    HttpRequest.Builder request = request(name, operation, token);
    JsonNode content = operation.path("requestBody").path("content");
    if (content.isObject() && !content.isEmpty()) {
      request
          .header("Content-Type", content.fieldNames().next())
          .method(method(name), HttpRequest.BodyPublishers.ofString("{}"));
    }
    return ask(request.build());
  }

  private HttpResponse<String> ask(HttpRequest request) {
    HttpResponse<String> answer = exchange(request);
    boolean withBody = request.bodyPublisher().filter(body -> body.contentLength() > 0).isPresent();
    findings.addAll(
        described.contradictions(
            request.method() + " " + request.uri().getRawPath(),
            withBody,
            new Description.Answer(
                answer.statusCode(),
                answer.headers().firstValue("Content-Type").orElse(null),
                answer.headers().map().keySet())));
    return answer;
  }

  /** Without a body. */
  private HttpRequest.Builder request(String name, JsonNode operation, String token) {
    String template = name.substring(name.indexOf(' ') + 1);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address(template, operation.path("parameters")))
            .timeout(PATIENCE)
            .method(method(name), HttpRequest.BodyPublishers.noBody());
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return request;
  }

  private static String method(String name) {
    return name.substring(0, name.indexOf(' '));
  }

  private URI address(String template, JsonNode parameters) {
    String path = template;
    StringBuilder query = new StringBuilder();
    for (JsonNode parameter : parameters) {
      String name = parameter.path("name").asText();
      String value =
          URLEncoder.encode(valueOf(name, parameter.path("schema")), StandardCharsets.UTF_8);
      if (parameter.path("in").asText().equals("path")) {
        path = path.replace("{" + name + "}", value);
      } else if (parameter.path("in").asText().equals("query")
          && parameter.path("required").asBoolean()) {
        query.append(query.isEmpty() ? '?' : '&').append(name).append('=').append(value);
      }
    }
    return service.resolve(path + query);
  }

  private String valueOf(String name, JsonNode schema) {
    String given = values.get(name);
    if (given != null) {
      return given;
    }
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.contains("division") || lower.contains("community")) {
      return YAOWAN;
    }
    if (lower.equals("day") || lower.equals("date") || lower.equals("from") || lower.equals("to")) {
      return "2020-02-20";
    }
    if (schema.path("type").asText().equals("integer")) {
      return "1";
    }
    return "01900000-0000-7000-8000-000000000000";
  }

  private Map<String, JsonNode> operations() {
    HttpRequest request =
        HttpRequest.newBuilder(service.resolve("/q/openapi?format=json")).timeout(PATIENCE).build();
    HttpResponse<String> answer = exchange(request);
    if (answer.statusCode() != 200) {
      throw new AssertionError("no OpenAPI document: " + answer.statusCode());
    }
    Map<String, JsonNode> operations = new TreeMap<>();
    try {
      JsonNode document = JSON.readTree(answer.body());
      for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
        for (Map.Entry<String, JsonNode> member : path.getValue().properties()) {
          if (METHODS.contains(member.getKey())) {
            operations.put(
                member.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), member.getValue());
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (operations.isEmpty()) {
      throw new AssertionError("the OpenAPI document has no operations");
    }
    return operations;
  }

  private HttpResponse<String> exchange(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(request.method() + " " + request.uri().getPath(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
