package org.qunfang.resident.register;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.qunfang.eventstore.Told;
import org.qunfang.security.Problem;

/**
 * When something happened and who told it; where it counts is for the register to say.
 *
 * @param expected the version that the teller has seen, when the teller insists on it
 */
public record Report(Instant time, String actor, @Nullable Long expected) {

  /** The same of one thing among several, of the version that was seen of that, if there is one. */
  public Report seen(@Nullable Long version) {
    return version == null ? this : new Report(time, actor, version);
  }

  /** What another system told, whatever community it thought of. */
  public static Report of(Told told) {
    return new Report(told.time(), told.actor(), null);
  }

  /**
   * The same, of that entry.
   *
   * @throws Problem 412 {@code VERSION_CHANGED} when the teller saw another version of it
   */
  public Told of(InCommunity entry) {
    requireSeen(entry);
    return new Told(entry.community(), time, actor);
  }

  /**
   * Lets the teller go on only with the version that was seen.
   *
   * @throws Problem 412 {@code VERSION_CHANGED} when the teller saw another one
   */
  public void requireSeen(InCommunity entry) {
    requireSeen(entry.version());
  }

  /**
   * The same for something of an entry that has versions of its own.
   *
   * @throws Problem 412 {@code VERSION_CHANGED} when the teller saw another one
   */
  public void requireSeen(long version) {
    if (expected != null && expected != version) {
      throw Versions.changed(version);
    }
  }

  /**
   * What the teller puts on that entry in the place of what stands there, if something does.
   *
   * @throws Problem as {@link #requireLook}
   */
  public Told replacing(InCommunity entry, @Nullable Object standing, @Nullable Object wanted) {
    return replacing(entry, entry.version(), standing, wanted);
  }

  /**
   * The same for something of an entry that has versions of its own.
   *
   * @throws Problem as {@link #requireLook}
   */
  public Told replacing(
      InCommunity entry, long version, @Nullable Object standing, @Nullable Object wanted) {
    requireLook(version, standing, wanted);
    return new Told(entry.community(), time, actor);
  }

  /**
   * Lets only those replace what others wrote who say which version they looked at. Where nothing
   * stands yet, or the same, nothing is replaced.
   *
   * @throws Problem 412 {@code VERSION_CHANGED} when the teller saw another version, 428 {@code
   *     VERSION_REQUIRED} when something else stands and the teller did not say which was seen
   */
  public void requireLook(long version, @Nullable Object standing, @Nullable Object wanted) {
    requireSeen(version);
    if (expected == null && standing != null && !standing.equals(wanted)) {
      throw Versions.required(version);
    }
  }
}
