package org.qunfang.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpClosedException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a caller is told about any failure, wherever in the service it happened: the one table of
 * codes.
 *
 * <p>Only a {@link Problem} speaks for itself. The messages of everything else may hold what was
 * sent, so none is passed on.
 */
final class Refusals {

  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final int UNPROCESSABLE = 422;
  private static final Pattern FIELD_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,40}");

  private Refusals() {}

  /** The answer to a failure that was on its way to be answered with the given status. */
  static Problem of(int status, @Nullable Throwable failure) {
    for (Throwable each : Causes.of(failure)) {
      if (each instanceof Problem problem) {
        return problem;
      }
    }
    for (Throwable each : Causes.of(failure)) {
      Problem known = known(status, each);
      if (known != null) {
        return known;
      }
    }
    return byStatus(status);
  }

  private static @Nullable Problem known(int status, Throwable failure) {
    if (failure instanceof UnauthorizedException) {
      return byStatus(Status.UNAUTHORIZED.getStatusCode());
    }
    if (failure instanceof ForbiddenException) {
      return byStatus(Status.FORBIDDEN.getStatusCode());
    }
    if (failure instanceof JsonProcessingException json && isOfRequest(status, json)) {
      return malformed(json);
    }
    if (failure instanceof NotFoundException && status == Status.BAD_REQUEST.getStatusCode()) {
      return malformedParameter();
    }
    if (failure instanceof OIDCException) {
      return IdentityProviderAway.problem();
    }
    if (failure instanceof AuthenticationException) {
      return invalidToken();
    }
    if (failure instanceof ConstraintViolationException violated && !Violations.areOurs(violated)) {
      if (Violations.areOfNoBody(violated)) {
        return Problem.badRequest("BODY_MISSING", "This address reads a body, and there is none.");
      }
      return Problem.unprocessable(
              "CONSTRAINT_VIOLATED", "The request breaks a rule; see violations.")
          .with("violations", Violations.of(violated));
    }
    if (StoreAway.isSaidBy(failure)) {
      return StoreAway.problem();
    }
    if (StoreAway.refusedValue(failure)) {
      return Problem.unprocessable(
          "CANNOT_BE_STORED", "A value cannot be stored, such as a date of no calendar.");
    }
    if (failure instanceof TimeoutException
        || failure instanceof io.smallrye.mutiny.TimeoutException
        || StoreAway.gaveUp(failure)) {
      return Problem.unavailable(
          "TIMED_OUT",
          "It took too long; whether it was done, the same request again will tell.",
          PATIENCE);
    }
    if (failure instanceof IOException && "Request too large".equals(failure.getMessage())) {
      return bodyTooLarge();
    }
    if (failure instanceof HttpClosedException) {
      return Problem.badRequest("BODY_INCOMPLETE", "The connection ended within the body.");
    }
    if (failure instanceof RejectedExecutionException) {
      return Overload.problem();
    }
    return null;
  }

  /** Jackson has the same exceptions for what we write and for what we read. */
  private static boolean isOfRequest(int status, JsonProcessingException failure) {
    return status < 500 || failure instanceof MismatchedInputException;
  }

  static Problem byStatus(int status) {
    if (status == UNPROCESSABLE) {
      return Problem.unprocessable("UNPROCESSABLE", "The request breaks a rule.");
    }
    Status known = Status.fromStatusCode(status);
    if (known == null) {
      return status >= 500 ? internal() : of(Status.BAD_REQUEST);
    }
    return of(known);
  }

  // Statuses this system does not use are named after themselves.
  @SuppressWarnings("StatementSwitchToExpressionSwitch")
  private static Problem of(Status status) {
    return switch (status) {
      case BAD_REQUEST -> Problem.of(status, "BAD_REQUEST", "The request cannot be understood.");
      case UNAUTHORIZED ->
          Problem.of(status, "UNAUTHENTICATED", "A token is needed.")
              .withHeader("WWW-Authenticate", "Bearer");
      case FORBIDDEN -> Problem.of(status, "FORBIDDEN", "The token does not allow this.");
      case NOT_FOUND -> Problem.of(status, "NOT_FOUND", "There is nothing at this address.");
      case REQUEST_TIMEOUT ->
          Problem.of(status, "BODY_TOO_SLOW", "The body did not arrive in time; send it again.");
      case LENGTH_REQUIRED ->
          Problem.of(status, "LENGTH_REQUIRED", "A file says beforehand how long it is.");
      case REQUEST_ENTITY_TOO_LARGE -> bodyTooLarge();
      case TOO_MANY_REQUESTS -> Overload.problem();
      case INTERNAL_SERVER_ERROR -> internal();
      default -> Problem.of(status, status.name(), status.getReasonPhrase() + ".");
    };
  }

  static Problem bodyTooLarge() {
    return Problem.tooLarge("BODY_TOO_LARGE", "The body is larger than one request may carry.");
  }

  static Problem malformedParameter() {
    return Problem.badRequest(
        "MALFORMED_PARAMETER", "A parameter of the address is not of the form it must have.");
  }

  static Problem invalidToken() {
    return Problem.of(
            Status.UNAUTHORIZED,
            "INVALID_TOKEN",
            "The token is expired, or not one of this realm for this service.")
        .withHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
  }

  private static Problem internal() {
    return Problem.of(
        Status.INTERNAL_SERVER_ERROR, "INTERNAL", "Something is wrong here, not in the request.");
  }

  private static Problem malformed(JsonProcessingException failure) {
    Problem problem =
        Problem.badRequest("MALFORMED_JSON", "The body is not the JSON that this address reads.");
    String field = failure instanceof JsonMappingException mapping ? fieldOf(mapping) : "";
    return field.isEmpty() ? problem : problem.with("field", field);
  }

  /**
   * Where in the document, in names that this system gave; a name the caller made up may be
   * anything.
   */
  private static String fieldOf(JsonMappingException failure) {
    List<JsonMappingException.Reference> path = failure.getPath();
    int known = failure instanceof UnrecognizedPropertyException ? path.size() - 1 : path.size();
    return path.stream()
        .limit(Math.max(0, known))
        .map(
            reference ->
                reference.getFieldName() == null
                    ? "[" + reference.getIndex() + "]"
                    : reference.getFieldName())
        .filter(name -> name.startsWith("[") || FIELD_NAME.matcher(name).matches())
        .collect(Collectors.joining("."))
        .replace(".[", "[");
  }
}
