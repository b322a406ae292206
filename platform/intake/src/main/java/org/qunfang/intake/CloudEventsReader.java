package org.qunfang.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.data.BytesCloudEventData;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonCloudEventData;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.rw.CloudEventRWException;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.EventJson;
import org.qunfang.security.Problem;

/** CloudEvents out of an HTTP request: structured single, batch, or binary. */
final class CloudEventsReader {

  static final String STRUCTURED = "application/cloudevents+json";
  static final String BATCH = "application/cloudevents-batch+json";

  /** The most events of one request. */
  static final int MOST = 1000;

  private static final ObjectReader EVENTS =
      EventJson.MAPPER
          .copy()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .registerModule(JsonFormat.getCloudEventJacksonModule())
          .reader();

  private CloudEventsReader() {}

  /** Either a CloudEvent or why this element is none. */
  record Element(@Nullable CloudEvent event, @Nullable String fault) {}

  /**
   * @throws Problem 400 when the body is not JSON, 413 for too many events, 415 for another media
   *     type
   */
  static List<Element> read(@Nullable String contentType, HttpHeaders headers, byte[] body) {
    String type = contentType == null ? "" : contentType.split(";", 2)[0].trim();
    return switch (type) {
      case STRUCTURED -> List.of(element(tree(body)));
      case BATCH -> batch(tree(body));
      default -> List.of(binary(headers, body));
    };
  }

  private static JsonNode tree(byte[] body) {
    try {
      return EVENTS.readTree(body);
    } catch (IOException e) {
      throw Problem.badRequest("MALFORMED_JSON", "The body is not JSON.");
    }
  }

  private static List<Element> batch(JsonNode body) {
    if (!body.isArray()) {
      throw Problem.badRequest("MALFORMED_JSON", "A batch is a JSON array.");
    }
    if (body.size() > MOST) {
      throw Problem.tooLarge("BATCH_TOO_LARGE", "A batch has at most " + MOST + " events.");
    }
    List<Element> elements = new ArrayList<>(body.size());
    body.forEach(node -> elements.add(element(node)));
    return elements;
  }

  private static Element element(JsonNode node) {
    try {
      return new Element(EVENTS.treeToValue(node, CloudEvent.class), null);
    } catch (JsonProcessingException | CloudEventRWException | IllegalArgumentException e) {
      return new Element(null, "Not a CloudEvent 1.0 with id, source, type and specversion.");
    }
  }

  private static Element binary(HttpHeaders headers, byte[] body) {
    if (headers.getHeaderString("ce-specversion") == null) {
      throw Problem.unsupportedMediaType(
          "UNSUPPORTED_MEDIA_TYPE",
          "Events come as " + STRUCTURED + ", as " + BATCH + ", or with ce-* headers.");
    }
    try {
      return new Element(
          HttpMessageFactory.createReader(
                  put ->
                      headers
                          .getRequestHeaders()
                          .forEach(
                              (name, values) -> values.forEach(value -> put.accept(name, value))),
                  body)
              .toEvent(),
          null);
    } catch (CloudEventRWException | IllegalArgumentException | IllegalStateException e) {
      return new Element(null, "Not a CloudEvent 1.0 with id, source, type and specversion.");
    }
  }

  /** The data of an event, without writing and reading it again when it is parsed already. */
  static @Nullable JsonNode data(CloudEvent event) throws IOException {
    return switch (event.getData()) {
      case null -> null;
      case JsonCloudEventData json -> json.getNode();
      case BytesCloudEventData bytes -> EVENTS.readTree(bytes.toBytes());
      default -> EVENTS.readTree(event.getData().toBytes());
    };
  }
}
