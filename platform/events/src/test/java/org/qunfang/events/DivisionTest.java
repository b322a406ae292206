package org.qunfang.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qunfang.events.Division.Level;

class DivisionTest {

  private static List<Division> official() {
    List<Division> all = new ArrayList<>(665_271);
    Divisions.forEach((division, name) -> all.add(division));
    return all;
  }

  @Test
  void theOfficialEditionIsWhole() {
    Map<Level, Integer> counts = new EnumMap<>(Level.class);
    List<Division> all = official();
    all.forEach(division -> counts.merge(division.level(), 1, Integer::sum));
    assertThat(all).hasSize(665_271).doesNotHaveDuplicates();
    assertThat(counts.get(Level.PROVINCE)).isEqualTo(31);
    assertThat(counts.get(Level.COMMUNITY)).isGreaterThan(600_000);
  }

  @Test
  void everyOfficialDivisionHasItsParentAndLiesInIt() {
    for (Division division : official()) {
      Division parent = division.parent().orElseThrow();
      if (!parent.equals(Division.COUNTRY) && !Divisions.exists(parent)) {
        throw new AssertionError(division + " hangs in the air: no " + parent);
      }
      if (!parent.contains(division) || division.contains(parent)) {
        throw new AssertionError(division + " is not in " + parent);
      }
    }
  }

  @Test
  void whatLiesInADivisionLiesBetweenItsOwnCodeAndItsLast() {
    List<Division> all = official();
    for (String code : List.of("000000000000", "420000000000", "422801000000", "422801001008")) {
      Division division = new Division(code);
      assertThat(
              all.stream()
                  .map(Division::code)
                  .filter(each -> each.compareTo(code) >= 0)
                  .filter(each -> each.compareTo(division.last()) <= 0))
          .containsExactlyElementsOf(
              all.stream().filter(division::contains).map(Division::code).toList());
    }
  }

  @Test
  void everyCommunityCountsInThreeOrFourDivisionsEachOnce() {
    for (Division division : official()) {
      if (division.isCommunity()) {
        List<Division> lineage = division.lineage();
        boolean withoutDistrict =
            List.of("4419", "4420", "4604").contains(division.code().substring(0, 4));
        if (lineage.size() != (withoutDistrict ? 3 : 4)
            || lineage.stream().distinct().count() != lineage.size()
            || lineage.get(lineage.size() - 1).level() != Level.CITY) {
          throw new AssertionError(division + " counts in " + lineage);
        }
      }
    }
  }

  @Test
  void theShardIsWhereKafkaItselfPutsTheKey() {
    for (Division division : official()) {
      byte[] key = division.code().getBytes(StandardCharsets.UTF_8);
      for (int partitions : new int[] {1, 16, 64}) {
        if (BuiltInPartitioner.partitionForKey(key, partitions) != division.shard() % partitions) {
          throw new AssertionError(division + " is elsewhere of " + partitions);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "422801001008,COMMUNITY,422801001000",
    "422801001000,STREET,422801000000",
    "422801000000,DISTRICT,422800000000",
    "422800000000,CITY,420000000000",
    "420000000000,PROVINCE,000000000000",
    "441900003001,COMMUNITY,441900003000",
    "441900003000,STREET,441900000000",
    "441900000000,CITY,440000000000"
  })
  void aCodeSaysItsLevelAndItsParent(String code, Level level, String parent) {
    Division division = new Division(code);
    assertThat(division.level()).isEqualTo(level);
    assertThat(division.parent()).contains(new Division(parent));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "42280100100",
        "4228010010088",
        "42280100100x",
        "-22801001008",
        " 22801001008",
        "４２２８０１００１００８"
      })
  void whatHasNotTwelveDigitsIsNoCode(String code) {
    assertThat(Division.parse(code)).isEmpty();
    assertThatThrownBy(() -> new Division(code)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theCountryIsAboveAllAndInNothing() {
    assertThat(Division.COUNTRY.parent()).isEmpty();
    assertThat(Division.COUNTRY.contains(new Division("422801001008"))).isTrue();
    assertThat(Divisions.exists(new Division("999999999999"))).isFalse();
  }
}
