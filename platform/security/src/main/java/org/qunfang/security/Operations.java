package org.qunfang.security;

import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;

/** The operations of a service, for whoever says more of them in its OpenAPI document. */
public final class Operations {

  private Operations() {}

  /** What is said of one. */
  @FunctionalInterface
  public interface Saying {

    /** Of the operation that answers this method at this path. */
    void of(String path, HttpMethod method, Operation operation);
  }

  /** Says something of each. */
  public static void each(OpenAPI document, Saying saying) {
    document
        .getPaths()
        .getPathItems()
        .forEach(
            (path, item) ->
                item.getOperations()
                    .forEach((method, operation) -> saying.of(path, method, operation)));
  }
}
