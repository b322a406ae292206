package org.qunfang.events;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads text from JSON and refuses the zero character: PostgreSQL's text does not have it, so what
 * holds one could be accepted and never stored. Every mapper that reads from outside has this
 * module.
 */
public final class StorableText extends SimpleModule {

  private static final long serialVersionUID = 1L;

  /** The module, for one mapper. */
  public StorableText() {
    super("storable text");
    addDeserializer(String.class, new Reader());
  }

  private static final class Reader extends StringDeserializer {

    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable String deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      String text = super.deserialize(json, context);
      return text != null && text.indexOf('\0') >= 0
          ? (String) context.handleWeirdStringValue(String.class, text, "a zero character")
          : text;
    }
  }
}
