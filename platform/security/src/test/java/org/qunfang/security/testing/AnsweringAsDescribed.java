package org.qunfang.security.testing;

import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.http.Header;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds every answer that REST Assured sees in a service's tests against what the service says of
 * itself. Each service names it in {@code META-INF/services} of its tests, where Quarkus finds it,
 * so that no test can forget it.
 */
public final class AnsweringAsDescribed implements QuarkusTestBeforeEachCallback, Filter {

  private static final String MANAGEMENT = "/q/";

  private static @Nullable Description described;

  @Override
  public void beforeEach(QuarkusTestMethodContext context) {
    RestAssured.replaceFiltersWith(this);
  }

  @Override
  public Response filter(
      FilterableRequestSpecification request,
      FilterableResponseSpecification expected,
      FilterContext context) {
    Response answer = context.next(request, expected);
    URI asked = URI.create(request.getURI());
    if (!asked.getRawPath().startsWith(MANAGEMENT)) {
      List<String> contradictions =
          described(asked)
              .contradictions(
                  request.getMethod() + " " + asked.getRawPath(),
                  request.getBody() != null,
                  new Description.Answer(
                      answer.statusCode(),
                      answer.contentType(),
                      answer.headers().asList().stream()
                          .map(Header::getName)
                          .collect(Collectors.toSet())));
      if (!contradictions.isEmpty()) {
        throw new AssertionError(String.join("\n", contradictions));
      }
    }
    return answer;
  }

  private static synchronized Description described(URI service) {
    if (described == null) {
      described = Description.of(service);
    }
    return described;
  }
}
