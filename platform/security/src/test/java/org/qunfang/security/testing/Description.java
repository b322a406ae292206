package org.qunfang.security.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the OpenAPI document of a service says of its operations. */
final class Description {

  /** Refusals that every service has at its edge, whatever is asked for. */
  private static final Set<Integer> AT_THE_EDGE =
      Set.of(405, 406, 408, 411, 413, 415, 429, 500, 503);

  private static final Set<String> TOLD_HEADERS = Set.of("ETag", "Location");
  private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");

  private record Operation(String name, Pattern address, JsonNode said) {

    static Operation of(String verb, String path, JsonNode said) {
      Matcher literals = PARAMETER.matcher(path);
      StringBuilder address = new StringBuilder();
      int end = 0;
      while (literals.find()) {
        address.append(Pattern.quote(path.substring(end, literals.start()))).append("[^/]+");
        end = literals.end();
      }
      address.append(Pattern.quote(path.substring(end)));
      String method = verb.toUpperCase(Locale.ROOT);
      return new Operation(
          method + " " + path, Pattern.compile(method + " " + address + "/?"), said);
    }

    long parameters() {
      return PARAMETER.matcher(name).results().count();
    }
  }

  /** An answer that somebody got. */
  record Answer(int status, @Nullable String contentType, Set<String> headers) {

    boolean carries(String header) {
      return headers.stream().anyMatch(header::equalsIgnoreCase);
    }

    String mediaType() {
      return contentType == null
          ? ""
          : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
  }

  private final JsonNode document;
  private final List<Operation> operations;

  private Description(JsonNode document) {
    this.document = document;
    this.operations = new ArrayList<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        each ->
                            operations.add(
                                Operation.of(each.getKey(), path.getKey(), each.getValue()))));
    operations.sort(Comparator.comparingLong(Operation::parameters));
  }

  /** As a running service gives it. */
  static Description of(URI service) {
    try (var in = service.resolve("/q/openapi?format=json").toURL().openStream()) {
      return new Description(new ObjectMapper().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException("no OpenAPI document", e);
    }
  }

  /** All that is said otherwise than it was answered. */
  List<String> contradictions(String asked, boolean withBody, Answer answer) {
    Optional<Operation> operation =
        operations.stream().filter(each -> each.address().matcher(asked).matches()).findFirst();
    if (operation.isEmpty()) {
      return answer.status() < 400 ? List.of(asked + ": is described nowhere") : List.of();
    }
    List<String> found = new ArrayList<>();
    JsonNode said = operation.get().said();
    JsonNode response = resolved(said.path("responses").path(Integer.toString(answer.status())));
    if (response.isMissingNode()) {
      if (!AT_THE_EDGE.contains(answer.status())) {
        found.add("answers " + answer.status() + ", and does not say so");
      }
    } else {
      contents(response, answer).ifPresent(found::add);
      headers(response, answer).forEach(found::add);
    }
    if (!withBody
        && answer.status() < 300
        && said.path("requestBody").path("required").asBoolean()) {
      found.add("says that it needs a body, and does without");
    }
    return found.stream().map(each -> operation.get().name() + ": " + each).toList();
  }

  private static Optional<String> contents(JsonNode response, Answer answer) {
    Map<String, JsonNode> said = new TreeMap<>();
    response
        .path("content")
        .properties()
        .forEach(
            each ->
                said.put(
                    each.getKey().split(";", 2)[0].strip().toLowerCase(Locale.ROOT),
                    each.getValue()));
    boolean asSaid =
        answer.mediaType().isEmpty() ? said.isEmpty() : said.containsKey(answer.mediaType());
    return asSaid
        ? Optional.empty()
        : Optional.of(
            "answers %d with '%s' and says %s"
                .formatted(answer.status(), answer.mediaType(), said.keySet()));
  }

  private static List<String> headers(JsonNode response, Answer answer) {
    List<String> found = new ArrayList<>();
    for (String header : TOLD_HEADERS) {
      JsonNode said = response.path("headers").path(header);
      if (answer.carries(header) && said.isMissingNode()) {
        found.add("answers %d with %s, and does not say so".formatted(answer.status(), header));
      }
      if (!answer.carries(header) && said.path("required").asBoolean()) {
        found.add("says %s of %d, and answers without".formatted(header, answer.status()));
      }
    }
    return found;
  }

  private JsonNode resolved(JsonNode said) {
    String reference = said.path("$ref").asText();
    return reference.isEmpty() ? said : document.at(reference.substring(1));
  }
}
