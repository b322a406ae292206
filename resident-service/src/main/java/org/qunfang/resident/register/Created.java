package org.qunfang.resident.register;

import jakarta.ws.rs.core.Response;
import java.net.URI;

/** How it is answered that something has begun. */
public final class Created {

  private Created() {}

  /** It can be read at that address from now on. */
  public static Response at(String address, Object it) {
    return Response.created(URI.create(address)).entity(it).build();
  }
}
