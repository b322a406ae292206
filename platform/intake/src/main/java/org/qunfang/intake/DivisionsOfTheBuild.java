package org.qunfang.intake;

import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;
import org.qunfang.events.Division;
import org.qunfang.events.Divisions;

/** The official file that every service holds. */
@Singleton
@DefaultBean
class DivisionsOfTheBuild implements OfficialDivisions {

  @Override
  public boolean exist(Division division) {
    return Divisions.exists(division);
  }
}
