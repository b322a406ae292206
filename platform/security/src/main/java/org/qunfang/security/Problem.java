package org.qunfang.security;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;

/**
 * A refusal that a caller can act on: an RFC 9457 problem with a stable {@code code} (UPPER_SNAKE)
 * that programs may switch on, and a detail for the person who reads it.
 *
 * <p>The detail never repeats what was sent: a mistyped field may hold a name or an ID number, and
 * answers end up in other systems' logs. It says which rule was broken instead.
 *
 * <p>It carries no stack trace: a refusal is an answer, not a fault, and gates refuse thousands a
 * second.
 */
public final class Problem extends HttpProblem {

  /** Name of the member that holds the stable code. */
  public static final String CODE = "code";

  private static final long serialVersionUID = 1L;

  private final String code;

  private Problem(Builder builder, String code) {
    super(builder.with(CODE, code));
    this.code = code;
  }

  /** The request cannot be understood: a malformed code, header or body. */
  public static Problem badRequest(String code, String detail) {
    return of(Status.BAD_REQUEST, code, detail);
  }

  /** The caller is known and may not do this. */
  public static Problem forbidden(String code, String detail) {
    return of(Status.FORBIDDEN, code, detail);
  }

  /** What the caller asks for does not exist, or lies where the caller may not look. */
  public static Problem notFound(String code, String detail) {
    return of(Status.NOT_FOUND, code, detail);
  }

  /**
   * The request contradicts what has happened already: a duplicate, a taken bed, a finished order.
   */
  public static Problem conflict(String code, String detail) {
    return of(Status.CONFLICT, code, detail);
  }

  /** More than one request may carry. */
  public static Problem tooLarge(String code, String detail) {
    return of(Status.REQUEST_ENTITY_TOO_LARGE, code, detail);
  }

  /** A media type that this address does not read. */
  public static Problem unsupportedMediaType(String code, String detail) {
    return of(Status.UNSUPPORTED_MEDIA_TYPE, code, detail);
  }

  /** Understood, and against a rule of the field: a temperature of 366, a date in the future. */
  public static Problem unprocessable(String code, String detail) {
    return of(422, "Unprocessable Content", code, detail);
  }

  /** More than this instance takes at once; the same request is welcome after the pause. */
  public static Problem tooManyRequests(String code, String detail, Duration retryAfter) {
    return of(Status.TOO_MANY_REQUESTS, code, detail).retryAfter(retryAfter);
  }

  /**
   * A part that this request needs is away; nothing was done, and the same request is welcome after
   * the pause.
   */
  public static Problem unavailable(String code, String detail, Duration retryAfter) {
    return of(Status.SERVICE_UNAVAILABLE, code, detail).retryAfter(retryAfter);
  }

  /** A refusal of any other status. */
  public static Problem of(Status status, String code, String detail) {
    return of(status.getStatusCode(), status.getReasonPhrase(), code, detail);
  }

  static Problem of(int status, String title, String code, String detail) {
    return new Problem(builder().withStatus(status).withTitle(title).withDetail(detail), code);
  }

  /**
   * The same problem with one more member, such as the number of the first bad line; never personal
   * data.
   */
  public Problem with(String member, Object value) {
    return new Problem(builder(this).with(member, value), code);
  }

  /** The same problem with one more response header. */
  public Problem withHeader(String name, Object value) {
    return new Problem(builder(this).withHeader(name, value), code);
  }

  /** The stable code, for logs, metrics and the per-event answers of a batch. */
  public String code() {
    return code;
  }

  private Problem retryAfter(Duration pause) {
    return withHeader("Retry-After", Math.max(1, pause.toSeconds()));
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
