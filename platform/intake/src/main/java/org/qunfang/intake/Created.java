package org.qunfang.intake;

import java.net.URI;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/**
 * How it is answered that something has begun. The OpenAPI document has the status from the
 * method's {@code @ResponseStatus}, the answer from here.
 */
public final class Created {

  private Created() {}

  /** It can be read at that address from now on. */
  public static <T> RestResponse<T> at(String address, T it) {
    return ResponseBuilder.create(RestResponse.Status.CREATED, it)
        .location(URI.create(address))
        .build();
  }
}
