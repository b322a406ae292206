package org.qunfang.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;

/**
 * JSON between this code and its own database: rows for a statement's parameter, answers and
 * headers that are kept, what a query puts together. That it cannot be written or read is a mistake
 * here and nobody's input; it may be personal, and no failure quotes it.
 */
public final class OwnJson {

  private OwnJson() {}

  /** The value as JSON; a list becomes what {@code json_to_recordset} reads. */
  public static String write(Object value) {
    try {
      return EventJson.MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + value.getClass().getName());
    }
  }

  /** The value that the JSON holds. */
  public static <T> T read(String json, Class<T> type) {
    try {
      return EventJson.MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot read " + type.getName());
    }
  }

  /** The same for what has parameters. */
  public static <T> T read(String json, TypeReference<T> type) {
    try {
      return EventJson.MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot read " + type.getType());
    }
  }
}
