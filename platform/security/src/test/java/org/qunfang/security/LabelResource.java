package org.qunfang.security;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;

/** Answers as the OpenAPI document says it does, or in another way that is asked for. */
@Path("/labels/{kind}")
public class LabelResource {

  /** How a label is answered. */
  public enum Kind {
    AS_DESCRIBED,
    TAGGED,
    PLAIN,
    NOWHERE
  }

  @POST
  @ResponseStatus(StatusCode.CREATED)
  @RolesAllowed(Roles.GATE_GUARD)
  @Produces(MediaType.APPLICATION_JSON)
  public RestResponse<String> print(@PathParam("kind") Kind kind) {
    ResponseBuilder<String> label =
        ResponseBuilder.create(RestResponse.Status.CREATED, "\"parcel\"");
    URI address = URI.create("/labels/1");
    return switch (kind) {
      case AS_DESCRIBED -> label.location(address).build();
      case TAGGED -> label.location(address).tag("1").build();
      case PLAIN -> label.location(address).type(MediaType.TEXT_PLAIN_TYPE).build();
      case NOWHERE -> label.build();
    };
  }
}
