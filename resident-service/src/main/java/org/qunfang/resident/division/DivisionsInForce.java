package org.qunfang.resident.division;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.qunfang.events.Division;
import org.qunfang.intake.DivisionsInMemory;
import org.qunfang.security.Problem;

/**
 * Which divisions have been abolished, as every new household asks. Other replicas learn of an
 * import within a minute.
 */
@ApplicationScoped
public class DivisionsInForce implements DivisionsInMemory {

  /** Why nothing begins in a community that is no more. */
  public static final String ABOLISHED = "DIVISION_ABOLISHED";

  private volatile Set<Division> abolished = Set.of();

  /**
   * Lets go on only in a division that has not been abolished.
   *
   * @throws Problem 409 {@code DIVISION_ABOLISHED}
   */
  public void require(Division division) {
    if (abolished.contains(division)) {
      throw Problem.conflict(
          ABOLISHED, "This community has been abolished; no household begins there.");
    }
  }

  @Override
  public String codes() {
    return "select code from division where abolished";
  }

  @Override
  public void keep(Set<Division> found) {
    abolished = found;
  }
}
