package org.qunfang.intake;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;

/**
 * Which part of a list somebody wants to see.
 *
 * @param division the caller's own when null
 * @param after the last id of the page before
 */
public record Listing(
    @QueryParam("division") @Nullable Division division,
    @QueryParam("after") @Parameter(description = "The id of the last entry of the page before")
        @Nullable UUID after,
    @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(MOST) int limit) {

  /** The most entries of a page. */
  public static final int MOST = 200;
}
