package org.qunfang.local.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.Divisions;
import org.qunfang.local.Service;
import org.qunfang.local.Stack;

/** Wuhan with its real divisions, some hundred gates, and people who pass them. */
public final class City {

  static final Division WUHAN = new Division("420100000000");

  private static final int GATES = 400;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Stack stack;
  private final List<Division> divisions = new ArrayList<>();
  private final List<Gate> gates = new ArrayList<>();

  private Gate quiet = new Gate(new UUID(0, 0), WUHAN);

  private record Gate(UUID id, Division community) {}

  /** The city in a running system; its gates are to be opened. */
  public City(Stack stack) {
    this.stack = stack;
    Divisions.forEach(
        (division, name) -> {
          if (WUHAN.contains(division)) {
            divisions.add(division);
          }
        });
  }

  /** All 3,702 divisions of the city. */
  List<Division> divisions() {
    return divisions;
  }

  List<Division> communities() {
    return divisions.stream().filter(Division::isCommunity).toList();
  }

  /** Opens the gates that the load passes. */
  public void openGates() {
    List<Division> communities = communities();
    for (int i = 0; i <= GATES; i++) {
      Gate gate =
          new Gate(UUID.randomUUID(), communities.get(i * communities.size() / (GATES + 1)));
      String body =
          """
          {"id":"%s","community":"%s","kind":"GATE","name":"Gate %d"}"""
              .formatted(gate.id(), gate.community(), i);
      send(
          request(Service.CHECKPOINT, "/checkpoints", officer())
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build());
      gates.add(gate);
    }
    quiet = gates.removeLast();
  }

  String officer() {
    return stack.tokens().of("city-wuhan");
  }

  /** The token of the city's gate platform. */
  public String gateSystem() {
    return stack.tokens().machine("integrator-wuhan");
  }

  Map<String, String> headers(String contentType) {
    return Map.of("Authorization", "Bearer " + gateSystem(), "Content-Type", contentType);
  }

  /** One passage as a gate posts it. */
  public Supplier<@Nullable Buffer> passages() {
    return () -> {
      var random = ThreadLocalRandom.current();
      return Buffer.buffer(
          "{\"checkpoint\":\""
              + gate().id()
              + "\",\"person\":\""
              + new UUID(random.nextLong(), random.nextLong())
              + "\",\"direction\":\"IN\",\"passer\":\"PERSON\",\"identityAsked\":true,\"detailsRecorded\":true,"
              + "\"temperature\":36.4,\"mask\":true}");
    };
  }

  /** A batch of CloudEvents as a city's gate platform posts it. */
  Supplier<@Nullable Buffer> batches(int size) {
    return () -> {
      var random = ThreadLocalRandom.current();
      StringBuilder batch = new StringBuilder(size * 520).append('[');
      String now = Instant.now().toString();
      for (int i = 0; i < size; i++) {
        Gate gate = gate();
        batch
            .append(i == 0 ? "" : ",")
            .append(
                "{\"specversion\":\"1.0\",\"source\":\"/wuhan/gates\",\"type\":\"org.qunfang.checkpoint.PassageRecorded.v1\",\"id\":\"")
            .append(new UUID(random.nextLong(), random.nextLong()))
            .append("\",\"time\":\"")
            .append(now)
            .append("\",\"division\":\"")
            .append(gate.community())
            .append("\",\"datacontenttype\":\"application/json\",\"data\":{\"checkpoint\":\"")
            .append(gate.id())
            .append("\",\"person\":\"")
            .append(new UUID(random.nextLong(), random.nextLong()))
            .append(
                "\",\"direction\":\"IN\",\"passer\":\"PERSON\",\"identityAsked\":true,\"detailsRecorded\":true,")
            .append(
                "\"temperature\":36.4,\"mask\":true,\"code\":\"GREEN\",\"outcome\":\"ADMITTED\"}}");
      }
      return Buffer.buffer(batch.append(']').toString());
    };
  }

  private Gate gate() {
    return gates.get(ThreadLocalRandom.current().nextInt(gates.size()));
  }

  /** Posts one passage at a gate that the load does not pass. */
  void probe() {
    String body =
        """
        {"checkpoint":"%s","direction":"IN","passer":"PERSON","identityAsked":true,"detailsRecorded":true,\
        "temperature":36.4,"mask":true}"""
            .formatted(quiet.id());
    send(
        request(Service.CHECKPOINT, "/passages", gateSystem())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  /** Passages counted at the gate of the probes. */
  long probesCounted() {
    return passages(quiet.community());
  }

  /** Passages counted in the whole city. */
  public long passagesCounted() {
    return passages(WUHAN);
  }

  private long passages(Division division) {
    return get(
            Service.REPORTING,
            "/reports/" + division + "?children=false&metrics=passages",
            officer())
        .path("metrics")
        .path(0)
        .path("value")
        .asLong();
  }

  JsonNode get(Service service, String path, String token) {
    return send(request(service, path, token).GET().build());
  }

  JsonNode post(Service service, String path, String token) {
    return post(service, path, token, Map.of());
  }

  JsonNode post(Service service, String path, String token, Object body) {
    try {
      return post(service, path, token, "application/json", JSON.writeValueAsString(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write a request", e);
    }
  }

  JsonNode post(Service service, String path, String token, String contentType, String body) {
    return post(service, path, token, contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  JsonNode post(Service service, String path, String token, String contentType, byte[] body) {
    return send(
        request(service, path, token)
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build());
  }

  /** An address of a service. */
  public URI url(Service service, String path) {
    return stack.url(service).resolve(path);
  }

  private HttpRequest.Builder request(Service service, String path, String token) {
    return HttpRequest.newBuilder(url(service, path))
        .timeout(Duration.ofSeconds(120))
        .header("Accept", "application/json")
        .header("Authorization", "Bearer " + token);
  }

  private static JsonNode send(HttpRequest request) {
    try {
      HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new IllegalStateException(
            request.uri().getPath() + " answered " + answer.statusCode() + ": " + answer.body());
      }
      return answer.body().isBlank() ? JSON.nullNode() : JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(request.uri().getPath(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
