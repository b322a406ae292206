package org.qunfang.testing;

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
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Real access tokens of the people and machines of the demo's realm, each kept until shortly before
 * it expires.
 */
public final class Tokens {

  private static final Duration MARGIN = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private record Token(String value, Instant until) {}

  private final String issuer;
  private final Map<Map<String, String>, Token> kept = new ConcurrentHashMap<>();

  /** Tokens of that issuer, such as {@code http://127.0.0.1:8180/realms/qunfang}. */
  public Tokens(String issuer) {
    this.issuer = issuer;
  }

  /** Of a person, who says name and password: in the demo's realm they are the same. */
  public String of(String person) {
    return get(
        Map.of(
            "grant_type",
            "password",
            "client_id",
            "qunfang-cli",
            "username",
            person,
            "password",
            person));
  }

  /** Of a machine, such as {@code integrator-hospital}. */
  public String machine(String client) {
    return get(
        Map.of(
            "grant_type", "client_credentials",
            "client_id", client,
            "client_secret", client));
  }

  private String get(Map<String, String> form) {
    return kept.compute(
            form,
            (key, known) ->
                known != null && Instant.now().isBefore(known.until()) ? known : ask(form))
        .value();
  }

  private Token ask(Map<String, String> form) {
    var body =
        form.entrySet().stream()
            .map(
                field ->
                    field.getKey()
                        + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    var request =
        HttpRequest.newBuilder(URI.create(issuer + "/protocol/openid-connect/token"))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      var asked = Instant.now();
      var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      var json = JSON.readTree(answer.body());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(
            "no token: " + answer.statusCode() + " " + json.path("error_description").asText());
      }
      return new Token(
          json.path("access_token").asText(),
          asked.plusSeconds(json.path("expires_in").asLong()).minus(MARGIN));
    } catch (IOException e) {
      throw new UncheckedIOException("no token", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
