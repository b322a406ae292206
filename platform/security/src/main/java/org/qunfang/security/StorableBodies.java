package org.qunfang.security;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import org.qunfang.events.StorableText;

/** What no database can keep is refused where it is read, as malformed. */
@Singleton
public class StorableBodies implements ObjectMapperCustomizer {

  @Override
  public void customize(ObjectMapper json) {
    json.registerModule(new StorableText());
  }
}
