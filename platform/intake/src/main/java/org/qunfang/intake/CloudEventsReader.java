package org.qunfang.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.cloudevents.CloudEvent;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.DomainEvent;
import org.qunfang.events.EventJson;
import org.qunfang.events.UnreadableEvent;
import org.qunfang.security.Problem;

/**
 * CloudEvents out of an HTTP request: structured single, batch, or binary.
 *
 * <p>JSON is read in one pass, the data straight into the event: building the SDK's own object for
 * each event of a batch costs more than storing it. Binary mode goes by the SDK.
 */
final class CloudEventsReader {

  static final String STRUCTURED = "application/cloudevents+json";
  static final String BATCH = "application/cloudevents-batch+json";

  /** The most events of one request. */
  static final int MOST = 1000;

  private static final String SPEC_VERSION = "1.0";

  /** Knows syntax and nothing else: a number too long for any event is JSON all the same. */
  private static final JsonFactory ANY_JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNumberLength(Integer.MAX_VALUE).build())
          .build();

  private static final String FAULT = "Not a CloudEvent 1.0 with id, source, type and specversion.";

  private final Function<String, Optional<Class<? extends DomainEvent>>> types;

  /**
   * @param types the event of a CloudEvents type, empty for one that is not taken
   */
  CloudEventsReader(Function<String, Optional<Class<? extends DomainEvent>>> types) {
    this.types = types;
  }

  /**
   * A CloudEvent as far as the intake needs it.
   *
   * @param event its data; null when its type is not taken or it has none that can be read
   * @param unreadable why the data cannot be read
   */
  record Message(
      String id,
      String source,
      String type,
      @Nullable Instant time,
      @Nullable String division,
      @Nullable DomainEvent event,
      @Nullable Problem unreadable) {}

  /** Either a CloudEvent or why this element is none. */
  record Element(String id, @Nullable Message message, @Nullable String fault) {

    private boolean unreadable() {
      return message != null && message.unreadable() != null;
    }
  }

  /**
   * @throws Problem 400 when the body is not JSON, 413 for too many events, 415 for another media
   *     type
   */
  List<Element> read(@Nullable String contentType, HttpHeaders headers, byte[] body) {
    try {
      return switch (mediaType(contentType)) {
        case STRUCTURED -> single(body);
        case BATCH -> batch(body);
        default -> List.of(binary(headers, body));
      };
    } catch (IOException e) {
      throw Problem.badRequest("MALFORMED_JSON", "The body is not JSON.");
    }
  }

  /** The media type without parameters, which has no upper case of its own. */
  static String mediaType(@Nullable String contentType) {
    return contentType == null ? "" : contentType.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
  }

  private List<Element> single(byte[] body) throws IOException {
    try (JsonParser json = EventJson.MAPPER.createParser(body)) {
      json.nextToken();
      Element element = element(json);
      requireEnd(json);
      return verified(List.of(element), body);
    }
  }

  private List<Element> batch(byte[] body) throws IOException {
    try (JsonParser json = EventJson.MAPPER.createParser(body)) {
      if (json.nextToken() != JsonToken.START_ARRAY) {
        json.skipChildren();
        requireEnd(json);
        throw Problem.badRequest("MALFORMED_JSON", "A batch is a JSON array.");
      }
      List<Element> elements = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (elements.size() == MOST) {
          throw Problem.tooLarge("BATCH_TOO_LARGE", "A batch has at most " + MOST + " events.");
        }
        elements.add(element(json));
      }
      requireEnd(json);
      return verified(elements, body);
    }
  }

  /**
   * A parser that goes on after a syntax error within an event's data may make anything of the
   * rest; so a body with data that could not be read must be JSON as a whole before any of it
   * counts.
   */
  private static List<Element> verified(List<Element> elements, byte[] body) throws IOException {
    if (elements.stream().anyMatch(Element::unreadable)) {
      try (JsonParser json = ANY_JSON.createParser(body)) {
        while (json.nextToken() != null) {
          json.skipChildren();
        }
      }
    }
    return elements;
  }

  private static void requireEnd(JsonParser json) throws IOException {
    if (json.nextToken() != null) {
      throw Problem.badRequest("MALFORMED_JSON", "The body is not JSON.");
    }
  }

  private Element element(JsonParser json) throws IOException {
    if (json.currentToken() == null) {
      throw Problem.badRequest("MALFORMED_JSON", "The body is not JSON.");
    }
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return new Element("", null, FAULT);
    }
    Attributes found = new Attributes();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "specversion" -> found.specVersion = text(json);
        case "id" -> found.id = text(json);
        case "source" -> found.source = text(json);
        case "type" -> found.type = text(json);
        case "time" -> found.time = text(json);
        case "division" -> found.division = text(json);
        case "data" -> found.data(json);
        case "data_base64" -> found.base64 = text(json);
        default -> json.skipChildren();
      }
    }
    return found.element();
  }

  /** A scalar's text; null for anything else, which is passed over. */
  private static @Nullable String text(JsonParser json) throws IOException {
    if (json.currentToken().isScalarValue() && json.currentToken() != JsonToken.VALUE_NULL) {
      return json.getText();
    }
    json.skipChildren();
    return null;
  }

  private Element binary(HttpHeaders headers, byte[] body) {
    if (headers.getHeaderString("ce-specversion") == null) {
      throw Problem.unsupportedMediaType(
          "UNSUPPORTED_MEDIA_TYPE",
          "Events come as " + STRUCTURED + ", as " + BATCH + ", or with ce-* headers.");
    }
    try {
      CloudEvent event =
          HttpMessageFactory.createReader(
                  put ->
                      headers
                          .getRequestHeaders()
                          .forEach(
                              (name, values) -> values.forEach(value -> put.accept(name, value))),
                  body)
              .toEvent();
      Attributes found = new Attributes();
      found.specVersion = event.getSpecVersion().toString();
      found.id = event.getId();
      found.source = event.getSource().toString();
      found.type = event.getType();
      found.time = event.getTime() == null ? null : event.getTime().toString();
      Object division = event.getExtension("division");
      found.division = division == null ? null : division.toString();
      found.bytes = event.getData() == null ? null : event.getData().toBytes();
      return found.element();
    } catch (CloudEventRWException | IllegalArgumentException | IllegalStateException e) {
      return new Element("", null, FAULT);
    }
  }

  /** What has been found of an event so far. */
  private final class Attributes {
    private @Nullable String specVersion;
    private @Nullable String id;
    private @Nullable String source;
    private @Nullable String type;
    private @Nullable String time;
    private @Nullable String division;
    private @Nullable String base64;
    private byte @Nullable [] bytes;
    private @Nullable TokenBuffer later;
    private @Nullable DomainEvent event;
    private @Nullable Problem unreadable;

    /** Reads the data when the type is known already, and keeps them until it is. */
    void data(JsonParser json) throws IOException {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        unreadable = noObject();
        json.skipChildren();
      } else if (type == null) {
        later = new TokenBuffer(json);
        later.copyCurrentStructure(json);
      } else {
        int depth = json.getParsingContext().getNestingDepth();
        read(json);
        while (json.getParsingContext().getNestingDepth() >= depth) {
          if (json.nextToken() == null) {
            return;
          }
        }
      }
    }

    private void read(JsonParser json) {
      var known = type == null ? Optional.<Class<? extends DomainEvent>>empty() : types.apply(type);
      if (known.isPresent()) {
        try {
          event = EventJson.read(known.get(), json);
        } catch (UnreadableEvent e) {
          unreadable = Problem.unprocessable("UNREADABLE_EVENT", String.valueOf(e.getMessage()));
        }
      }
    }

    Element element() {
      String idOr = id == null ? "" : id;
      if (id == null
          || !isAttribute(id)
          || source == null
          || !isAttribute(source)
          || type == null
          || !isAttribute(type)
          || !SPEC_VERSION.equals(specVersion)) {
        return new Element(idOr, null, FAULT);
      }
      Instant happened;
      try {
        happened = time == null ? null : OffsetDateTime.parse(time).toInstant();
      } catch (DateTimeParseException e) {
        return new Element(idOr, null, "'time' is not a time as RFC 3339 writes it.");
      }
      readWhatCameOtherwise();
      if (event == null && unreadable == null) {
        unreadable = noObject();
      }
      return new Element(
          idOr, new Message(id, source, type, happened, division, event, unreadable), null);
    }

    /** CloudEvents allows no control characters, and no database keeps a zero. */
    private static boolean isAttribute(String text) {
      return !text.isEmpty() && text.indexOf('\0') < 0;
    }

    private void readWhatCameOtherwise() {
      try {
        if (later != null) {
          try (JsonParser kept = later.asParserOnFirstToken()) {
            read(kept);
          }
        } else if (base64 != null) {
          readBytes(Base64.getDecoder().decode(base64));
        } else if (bytes != null) {
          readBytes(bytes);
        }
      } catch (IOException | IllegalArgumentException e) {
        unreadable = Problem.badRequest("MALFORMED_JSON", "'data' is not JSON.");
      }
    }

    private void readBytes(byte[] data) throws IOException {
      JsonNode tree = EventJson.MAPPER.readTree(data);
      if (tree.isObject()) {
        try (JsonParser json = tree.traverse(EventJson.MAPPER)) {
          json.nextToken();
          read(json);
        }
      }
    }

    private static Problem noObject() {
      return Problem.unprocessable("UNREADABLE_EVENT", "'data' is a JSON object.");
    }
  }
}
