package org.qunfang.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.qunfang.events.Division;

/** Keeps what a look of somebody's choice found last. */
@ApplicationScoped
class KeptDivisions implements DivisionsInMemory {

  private volatile String codes = "select code from imported_division";
  private volatile Set<Division> found = Set.of();

  @Override
  public String codes() {
    return codes;
  }

  @Override
  public void keep(Set<Division> found) {
    this.found = found;
  }

  void look(String codes) {
    this.codes = codes;
  }

  Set<Division> found() {
    return found;
  }
}
