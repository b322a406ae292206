package org.qunfang.resident.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.Residency;
import org.qunfang.events.ResidentEvent.Tenure;

/** Lanes are parted where no community is on both sides, as near to the middle as can be. */
class LanesTest {

  @Test
  void nothingIsOneLane() {
    assertThat(new Lanes(4).of(0)).containsExactly(0);
  }

  @Test
  void oneCommunityIsOneLane() {
    assertThat(lanes("11", "11", "11")).containsExactly(0);
  }

  @Test
  void communitiesInOrderPartNearTheMiddleWhereOneBeginsWithABatch() {
    assertThat(lanes("11", "12", "22", "33", "34", "44", "55", "55")).containsExactly(0, 3);
  }

  @Test
  void aCommunityThatBeginsWithinABatchPartsNothing() {
    assertThat(lanes("11", "12", "22")).containsExactly(0);
  }

  @Test
  void communitiesInNoOrderAreOneLane() {
    assertThat(lanes("1212", "1212", "3434", "1234")).containsExactly(0);
    assertThat(lanes("1212", "1212", "3434", "3434")).containsExactly(0, 2);
  }

  @Test
  void aBatchEndsWithACommunityOnceEnoughLieTogether() {
    Lanes lanes = new Lanes(4);
    StringBuilder parted = new StringBuilder();
    for (String community : "1223333344566".split("")) {
      parted.append(lanes.partsBefore(community(community)) ? "|" : "").append(community);
    }
    assertThat(parted).hasToString("12233333|44566");
    assertThat(lanes.partsBefore(community("6"))).isFalse();
    assertThat(lanes.partsBefore(community("1"))).isTrue();
  }

  /** The lanes of batches in which each row is told by its community. */
  private static List<Integer> lanes(String... batches) {
    Lanes lanes = new Lanes(4);
    for (int i = 0; i < batches.length; i++) {
      lanes.lay(i, Arrays.stream(batches[i].split("")).map(LanesTest::entry).toList());
    }
    return lanes.of(batches.length);
  }

  private static Division community(String last) {
    return new Division("42280100100" + last);
  }

  private static Entry entry(String community) {
    return new Entry(
        1,
        community(community),
        null,
        null,
        "1",
        Tenure.OWNER,
        Residency.RESIDENT,
        "某",
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
