package org.qunfang.intake;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** One and a half people are a mistake in the request, as they are in an event, and not one. */
@Singleton
class StrictNumbers implements ObjectMapperCustomizer {

  @Override
  public void customize(ObjectMapper json) {
    json.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
  }
}
