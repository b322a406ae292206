package org.qunfang.resident.register;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;

/**
 * Which part of a register somebody wants to see.
 *
 * @param division the caller's own when null
 * @param after the last id of the page before
 */
public record Page(
    @QueryParam("division") @Nullable Division division,
    @QueryParam("after") @Parameter(description = AFTER) @Nullable UUID after,
    @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(200) int limit,
    @QueryParam("sort") @DefaultValue("PLACE") Sort sort) {

  /** What {@code after} means. */
  public static final String AFTER = "The id of the last entry of the page before";

  /** The same part of what is in another division. */
  public Page in(Division other) {
    return new Page(other, after, limit, sort);
  }

  /** In what order a register is listed. */
  public enum Sort {
    /** Community by community, what came first onto the register first. */
    PLACE,
    /** What came onto the register last first. */
    NEWEST,
    /** What came onto the register first first. */
    OLDEST
  }
}
