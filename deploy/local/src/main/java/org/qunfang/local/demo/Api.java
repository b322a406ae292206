package org.qunfang.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.qunfang.testing.Tokens;

/**
 * The public interfaces of the five services, called as the people and systems of the city call
 * them.
 */
final class Api {

  static final ObjectMapper JSON = new ObjectMapper();

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private final Map<String, URI> services;
  private final Tokens tokens;

  Api(Map<String, URI> services, Tokens tokens) {
    this.services = services;
    this.tokens = tokens;
  }

  /** Who calls: a person or another system, each with a token of its own. */
  sealed interface Caller {
    record Person(String name) implements Caller {}

    record Machine(String client) implements Caller {}
  }

  static Caller person(String name) {
    return new Caller.Person(name);
  }

  static Caller machine(String client) {
    return new Caller.Machine(client);
  }

  JsonNode post(Caller caller, String service, String path, Object body) {
    return post(caller, service, path, "application/json", body);
  }

  JsonNode post(Caller caller, String service, String path, String contentType, Object body) {
    return send(
        request(caller, service, path)
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofString(write(body)))
            .build());
  }

  JsonNode get(Caller caller, String service, String path) {
    return send(request(caller, service, path).GET().build());
  }

  private HttpRequest.Builder request(Caller caller, String service, String path) {
    URI base = services.get(service);
    if (base == null) {
      throw new IllegalArgumentException("no service " + service);
    }
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(Duration.ofSeconds(60))
        .header("Accept", "application/json")
        .header("Authorization", "Bearer " + token(caller));
  }

  private String token(Caller caller) {
    return switch (caller) {
      case Caller.Person(String name) -> tokens.of(name);
      case Caller.Machine(String client) -> tokens.machine(client);
    };
  }

  private static JsonNode send(HttpRequest request) {
    try {
      HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new IllegalStateException(
            request.method()
                + " "
                + request.uri().getPath()
                + " answered "
                + answer.statusCode()
                + ": "
                + answer.body());
      }
      return answer.body().isBlank() ? JSON.nullNode() : JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(request.method() + " " + request.uri().getPath(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static String write(Object body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
