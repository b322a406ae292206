package org.qunfang.resident.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qunfang.events.ResidentEvent.AgeBand;
import org.qunfang.events.ResidentEvent.Sex;

class ReadingIdNumbersTest {

  /** The two examples that GB 11643-1999 itself prints. */
  private static final String WOMAN = "11010519491231002X";

  private static final String MAN = "440524188001010014";

  private static IdNumber read(String text) {
    return IdNumber.parse(text).orElseThrow();
  }

  @Test
  void theExamplesOfTheStandardAreRead() {
    assertThat(read(WOMAN).sex()).isEqualTo(Sex.FEMALE);
    assertThat(read(MAN).sex()).isEqualTo(Sex.MALE);
  }

  @Test
  void aSmallCheckLetterIsTheSame() {
    assertThat(read("11010519491231002x").digits()).isEqualTo(WOMAN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "110105194912310021",
        "11010519491231002",
        "11010519491231002XX",
        "110105194913310020",
        "11010519490229002X",
        "01010519491231002X",
        "1101051949123100２X",
        "",
        "abcdefghijklmnopqr"
      })
  void whatIsNoIdNumberIsNotRead(String text) {
    assertThat(IdNumber.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1949-12-31, UNDER_3",
    "1952-12-30, UNDER_3",
    "1952-12-31, FROM_3_TO_17",
    "1967-12-30, FROM_3_TO_17",
    "1967-12-31, FROM_18_TO_59",
    "2009-12-30, FROM_18_TO_59",
    "2009-12-31, FROM_60_TO_79",
    "2029-12-30, FROM_60_TO_79",
    "2029-12-31, FROM_80"
  })
  void theAgeBandChangesOnTheBirthday(LocalDate on, AgeBand band) {
    assertThat(read(WOMAN).ageBand(on)).isEqualTo(band);
  }

  @Test
  void nobodyIsRegisteredBeforeBirth() {
    assertThat(read(WOMAN).bornBy(LocalDate.of(1949, 12, 30))).isFalse();
    assertThat(read(WOMAN).bornBy(LocalDate.of(1949, 12, 31))).isTrue();
  }

  @Test
  void nobodyWhoLivesWasBornBefore1880() {
    assertThat(IdNumber.parse("440524187912310013")).isEmpty();
  }

  @Test
  void itNeverPrintsItsDigits() {
    assertThat(read(WOMAN).toString()).doesNotContain("1949");
  }

  @Test
  void oneMistypedDigitIsAlwaysFound() {
    for (int at = 0; at < 17; at++) {
      for (int by = 1; by <= 9; by++) {
        char wrong = (char) ('0' + (WOMAN.charAt(at) - '0' + by) % 10);
        assertThat(IdNumber.parse(WOMAN.substring(0, at) + wrong + WOMAN.substring(at + 1)))
            .isEmpty();
      }
    }
  }

  @Test
  void twoNeighboursSwappedAreAlwaysFound() {
    for (int at = 0; at < 16; at++) {
      char[] digits = WOMAN.toCharArray();
      if (digits[at] == digits[at + 1]) {
        continue;
      }
      digits[at] = WOMAN.charAt(at + 1);
      digits[at + 1] = WOMAN.charAt(at);
      assertThat(IdNumber.parse(new String(digits))).isEmpty();
    }
  }
}
