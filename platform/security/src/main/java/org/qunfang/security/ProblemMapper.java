package org.qunfang.security;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.AuthenticationRedirectException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ValidationException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Answers whatever a resource, or the way to it, throws. The exceptions named one by one are those
 * that Quarkus would otherwise answer in its own way, without a body.
 */
public class ProblemMapper {

  private static final int BAD_REQUEST = 400;
  private static final int INTERNAL = 500;

  private final Answers answers;

  ProblemMapper(Answers answers) {
    this.answers = answers;
  }

  @ServerExceptionMapper({
    Throwable.class,
    WebApplicationException.class,
    NotFoundException.class,
    UnauthorizedException.class,
    ForbiddenException.class,
    AuthenticationFailedException.class,
    AuthenticationCompletionException.class,
    AuthenticationRedirectException.class,
    ValidationException.class,
    ConstraintViolationException.class,
    MismatchedInputException.class
  })
  Response refuse(Throwable failure, UriInfo address) {
    if (!(failure instanceof WebApplicationException web)) {
      return answers.to(INTERNAL, failure).toResponse();
    }
    Response meant = web.getResponse();
    Response.ResponseBuilder answer =
        Response.fromResponse(answers.to(status(web, address), failure).toResponse());
    meant
        .getStringHeaders()
        .forEach(
            (name, values) -> {
              if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)
                  && !name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)) {
                values.forEach(value -> answer.header(name, value));
              }
            });
    return answer.build();
  }

  /**
   * JAX-RS says 404 of a parameter that cannot be converted. Of a path that is right: nothing can
   * be there. What is asked for in a query is there, and was asked for wrongly.
   */
  private static int status(WebApplicationException failure, UriInfo address) {
    boolean unconverted = failure instanceof NotFoundException && failure.getCause() != null;
    return unconverted && !address.getQueryParameters().isEmpty()
        ? BAD_REQUEST
        : failure.getResponse().getStatus();
  }

  @ServerResponseFilter
  void count(ContainerResponseContext sent) {
    if (sent.getEntity() instanceof Problem problem) {
      answers.count(problem);
    }
  }
}
