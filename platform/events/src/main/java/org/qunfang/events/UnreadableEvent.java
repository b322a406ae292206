package org.qunfang.events;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;
import java.util.stream.Collectors;

/**
 * Data that is not the event its type says. The message names the field and never quotes the value.
 */
public final class UnreadableEvent extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With a message that is safe to show. */
  public UnreadableEvent(String message) {
    super(message);
  }

  static UnreadableEvent because(IOException e) {
    if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      String field =
          mapping.getPath().stream()
              .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
              .collect(Collectors.joining("."));
      return new UnreadableEvent("'" + field + "' is not readable");
    }
    if (e instanceof JsonProcessingException json && json.getLocation() != null) {
      JsonLocation at = json.getLocation();
      return new UnreadableEvent(
          "malformed JSON at line " + at.getLineNr() + ", column " + at.getColumnNr());
    }
    return new UnreadableEvent("not readable");
  }
}
