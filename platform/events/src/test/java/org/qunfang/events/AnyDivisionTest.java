package org.qunfang.events;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;

/** What holds for every twelve digits, official or not. */
class AnyDivisionTest {

  @Property
  void everyCodeEndsAtTheCountryAndEachStepIsSmaller(
      @ForAll @NumericChars @StringLength(12) String code) {
    Division division = new Division(code);
    int steps = 0;
    for (Division at = division; at.parent().isPresent(); at = at.parent().orElseThrow(), steps++) {
      assertThat(at.parent().orElseThrow().contains(division)).isTrue();
      assertThat(at.parent().orElseThrow().level()).isLessThan(at.level());
    }
    assertThat(steps).isLessThanOrEqualTo(5);
  }
}
