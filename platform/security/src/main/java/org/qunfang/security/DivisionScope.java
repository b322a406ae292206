package org.qunfang.security;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;

/**
 * The one rule of who sees what: a caller reads and writes the division of the verified token's
 * {@code division} claim and what lies below it, and nothing else. Resources call {@link #require}
 * before a write and put {@link #prefix} into the query of a read, so that a row of another
 * division is never even loaded.
 *
 * <p>The claim is parsed once, when the token is verified, and rides on the identity ({@link
 * DivisionClaim}): asking costs a map lookup, so a gate may ask at every passage.
 */
@Singleton
public class DivisionScope {

  /** Code of the 403 for a division outside the caller's own. */
  public static final String OTHER_DIVISION = "OTHER_DIVISION";

  /** Code of the 403 for a token that names no division. */
  public static final String NO_DIVISION = "NO_DIVISION";

  private final SecurityIdentity caller;

  DivisionScope(SecurityIdentity caller) {
    this.caller = caller;
  }

  /**
   * The division that the caller answers for.
   *
   * @throws Problem 403 {@code NO_DIVISION} when the token names none
   */
  public Division division() {
    Division division = claimed();
    if (division == null) {
      throw Problem.forbidden(NO_DIVISION, "The token names no division.");
    }
    return division;
  }

  /**
   * True when the caller may see and change that division; false for a token without a division.
   */
  public boolean permits(Division division) {
    Division own = claimed();
    return own != null && own.contains(division);
  }

  /**
   * Lets the caller go on only within the own division.
   *
   * @throws Problem 403 {@code OTHER_DIVISION}, or {@code NO_DIVISION} when the token names none
   */
  public void require(Division division) {
    if (!division().contains(division)) {
      throw Problem.forbidden(OTHER_DIVISION, "The token is of another division.");
    }
  }

  /**
   * The leading digits of every community the caller may see, for {@code community like prefix ||
   * '%'}; empty for the whole country.
   *
   * @throws Problem 403 {@code NO_DIVISION} when the token names none
   */
  public String prefix() {
    return division().prefix();
  }

  private @Nullable Division claimed() {
    return caller.getAttribute(DivisionClaim.ATTRIBUTE);
  }
}
