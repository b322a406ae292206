package org.qunfang.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The people of the demo at work on a running system. */
final class Town {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Stack stack;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Town(Stack stack) {
    this.stack = stack;
  }

  /** What a service answered. */
  record Answer(int status, String text) {

    JsonNode json() {
      try {
        return JSON.readTree(text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  Answer post(String person, Service service, String path, Object body) {
    try {
      return send(
          request(person, stack.url(service).resolve(path))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
              .build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Answer get(String person, Service service, String path) {
    return send(request(person, stack.url(service).resolve(path)).GET().build());
  }

  Answer delete(String person, Service service, String path) {
    return send(request(person, stack.url(service).resolve(path)).DELETE().build());
  }

  /** What a service tells those who watch it. */
  String metrics(Service service) {
    return send(HttpRequest.newBuilder(stack.managementUrl(service).resolve("/q/metrics"))
            .GET()
            .build())
        .text();
  }

  private HttpRequest.Builder request(String person, URI address) {
    return HttpRequest.newBuilder(address)
        .header("Accept", "application/json, */*;q=0.5")
        .header("Authorization", "Bearer " + stack.tokens().of(person));
  }

  private Answer send(HttpRequest request) {
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
