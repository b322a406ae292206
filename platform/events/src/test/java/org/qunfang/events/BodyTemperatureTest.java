package org.qunfang.events;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyTemperatureTest {

  @ParameterizedTest
  @CsvSource({"37.2, false", "37.29, false", "37.3, true", "41.0, true", "NaN, false"})
  void aFeverBeginsAt373(double temperature, boolean fever) {
    assertEquals(fever, BodyTemperature.isFever(temperature));
  }

  @ParameterizedTest
  @CsvSource({"29.9, false", "30.0, true", "45.0, true", "45.1, false", "NaN, false"})
  void noThermometerShowsMoreOrLessOfALivingPerson(double temperature, boolean possible) {
    assertEquals(possible, BodyTemperature.isPossible(temperature));
  }
}
