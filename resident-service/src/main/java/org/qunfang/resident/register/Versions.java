package org.qunfang.resident.register;

import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;
import org.qunfang.security.Problem;

/**
 * Versions in HTTP: every answer about one entry carries its version as {@code ETag}, and a request
 * with that in {@code If-Match} is carried out on that version or not at all.
 */
public class Versions {

  private static final Pattern TAG = Pattern.compile("\"([0-9]{1,18})\"");

  /** An answer about one entry of a register. */
  public interface Versioned {

    /** The version of the entry that it shows. */
    long version();
  }

  @ServerResponseFilter
  void tag(ContainerResponseContext response) {
    if (response.getEntity() instanceof Versioned entry) {
      response.getHeaders().putSingle(HttpHeaders.ETAG, tag(entry.version()));
    }
  }

  /**
   * The version that a header asks for; null for none, or any.
   *
   * @throws Problem 400 for what is no version
   */
  static @Nullable Long asked(@Nullable String header) {
    if (header == null || header.strip().equals("*")) {
      return null;
    }
    var tag = TAG.matcher(header.strip());
    if (!tag.matches()) {
      throw Problem.badRequest(
          "MALFORMED_IF_MATCH", "'If-Match' is the ETag of an answer before, in its quotes.");
    }
    return Long.valueOf(tag.group(1));
  }

  static Problem changed(long current) {
    return told(
        current,
        Problem.of(
            Status.PRECONDITION_FAILED,
            "VERSION_CHANGED",
            "Somebody else changed it meanwhile; look again and repeat."));
  }

  static Problem required(long current) {
    return told(current, required());
  }

  static Problem required() {
    return Problem.of(
        Status.PRECONDITION_REQUIRED,
        "VERSION_REQUIRED",
        "Whoever replaces what others wrote says in 'If-Match' which version was looked at.");
  }

  private static Problem told(long current, Problem problem) {
    return problem.with("version", current).withHeader(HttpHeaders.ETAG, tag(current));
  }

  private static String tag(long version) {
    return '"' + Long.toString(version) + '"';
  }
}
