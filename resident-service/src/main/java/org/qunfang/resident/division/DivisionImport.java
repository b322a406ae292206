package org.qunfang.resident.division;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an import of the official file came to.
 *
 * @param of the division that the file was about, the whole country mostly
 * @param divisions lines of the file
 */
public record DivisionImport(
    UUID id,
    String of,
    Instant imported,
    String actor,
    int divisions,
    int added,
    int renamed,
    int abolished,
    int unchanged) {

  /** What can become of a division. */
  public enum Kind {
    ADDED,
    RENAMED,
    ABOLISHED
  }

  /** What became of one division. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Change(String code, Kind kind, String name, @Nullable String was) {}
}
