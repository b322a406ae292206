package org.qunfang.security;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A refusal that a caller can act on: an RFC 9457 problem with a stable {@code code} (UPPER_SNAKE)
 * that programs may switch on, and a detail for the person who reads it.
 *
 * <p>The detail never repeats what was sent: a mistyped field may hold a name or an ID number, and
 * answers end up in other systems' logs. It says which rule was broken instead. For the same reason
 * there is no {@code instance}.
 *
 * <p>It carries no stack trace: a refusal is an answer, not a fault, and gates refuse thousands a
 * second.
 */
public final class Problem extends RuntimeException {

  /** The media type of a problem in JSON. */
  public static final MediaType MEDIA_TYPE = new MediaType("application", "problem+json");

  /** Name of the member that holds the stable code. */
  static final String CODE = "code";

  private static final long serialVersionUID = 1L;
  private static final int UNPROCESSABLE = 422;

  private final int status;
  private final String title;
  private final String code;
  private final String detail;
  private final transient Map<String, Object> members;
  private final transient Map<String, String> headers;

  private Problem(
      int status,
      String title,
      String code,
      String detail,
      Map<String, Object> members,
      Map<String, String> headers) {
    super(code + ": " + detail, null, false, false);
    this.status = status;
    this.title = title;
    this.code = code;
    this.detail = detail;
    this.members = members;
    this.headers = headers;
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
    return new Problem(UNPROCESSABLE, "Unprocessable Content", code, detail, Map.of(), Map.of());
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
    return new Problem(
        status.getStatusCode(), status.getReasonPhrase(), code, detail, Map.of(), Map.of());
  }

  /**
   * The same problem with one more member, such as the number of the first bad line; never personal
   * data.
   */
  public Problem with(String member, Object value) {
    return new Problem(status, title, code, detail, and(members, member, value), headers);
  }

  /** The same problem with one more response header. */
  public Problem withHeader(String name, String value) {
    return new Problem(status, title, code, detail, members, and(headers, name, value));
  }

  private Problem retryAfter(Duration pause) {
    return withHeader("Retry-After", Long.toString(Math.max(1, pause.toSeconds())));
  }

  private static <T> Map<String, T> and(Map<String, T> some, String name, T value) {
    Map<String, T> more = new LinkedHashMap<>(some);
    more.put(name, value);
    return more;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The stable code, for logs, metrics and the per-event answers of a batch. */
  public String code() {
    return code;
  }

  /** Which rule was broken, for a person. */
  public String detail() {
    return detail;
  }

  Map<String, String> headers() {
    return headers;
  }

  /**
   * What is sent: the members of RFC 9457 in its order, then the code, then those of this problem.
   */
  @JsonValue
  public Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("title", title);
    body.put("status", status);
    body.put("detail", detail);
    body.put(CODE, code);
    body.putAll(members);
    return body;
  }

  /** The whole answer, for those who map their own exceptions to problems. */
  public Response toResponse() {
    Response.ResponseBuilder answer = Response.status(status).type(MEDIA_TYPE).entity(this);
    headers.forEach(answer::header);
    return answer.build();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Problem problem
        && body().equals(problem.body())
        && headers.equals(problem.headers);
  }

  @Override
  public int hashCode() {
    return Objects.hash(body(), headers);
  }
}
