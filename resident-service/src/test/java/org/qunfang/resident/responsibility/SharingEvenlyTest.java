package org.qunfang.resident.responsibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.qunfang.resident.responsibility.EvenShare.Share;

/** Laws of the even share, for however many households and whatever the loads before. */
class SharingEvenlyTest {

  @Property
  void everyHouseholdGoesToExactlyOneCadre(
      @ForAll @IntRange(max = 300) int count, @ForAll("loads") Map<UUID, Integer> loads) {
    List<Integer> shared = new ArrayList<>();
    EvenShare.of(houses(count), loads).forEach(share -> shared.addAll(share.part()));

    assertThat(shared).containsExactlyInAnyOrderElementsOf(houses(count));
  }

  @Property
  void whoGotAnyHasAtMostOneMoreThanAnybodyElse(
      @ForAll @IntRange(max = 300) int count, @ForAll("loads") Map<UUID, Integer> loads) {
    Map<UUID, Integer> after = after(EvenShare.of(houses(count), loads), loads);

    int least = after.values().stream().min(Integer::compare).orElseThrow();
    after.forEach(
        (cadre, load) -> {
          if (load > loads.getOrDefault(cadre, 0)) {
            assertThat(load).isLessThanOrEqualTo(least + 1);
          }
        });
  }

  @Property
  void amongThoseWithoutAnyLoadsDifferByAtMostOne(
      @ForAll @IntRange(max = 300) int count, @ForAll @IntRange(min = 1, max = 20) int cadres) {
    Map<UUID, Integer> loads = new HashMap<>();
    IntStream.range(0, cadres).forEach(i -> loads.put(new UUID(0, i), 0));

    Map<UUID, Integer> after = after(EvenShare.of(houses(count), loads), loads);

    assertThat(
            after.values().stream().max(Integer::compare).orElseThrow()
                - after.values().stream().min(Integer::compare).orElseThrow())
        .isLessThanOrEqualTo(1);
  }

  @Property
  void neighboursStayTogether(
      @ForAll @IntRange(max = 300) int count, @ForAll("loads") Map<UUID, Integer> loads) {
    for (Share<Integer> share : EvenShare.of(houses(count), loads)) {
      List<Integer> own = share.part();
      assertThat(own)
          .isEqualTo(IntStream.range(own.get(0), own.get(0) + own.size()).boxed().toList());
    }
  }

  @Property
  void inTwoGoesItComesToTheSame(
      @ForAll @IntRange(max = 300) int count,
      @ForAll @IntRange(max = 300) int first,
      @ForAll("loads") Map<UUID, Integer> loads) {
    List<Integer> all = houses(count);
    int cut = Math.min(first, count);
    List<Share<Integer>> atOnce = EvenShare.of(all, loads);
    List<Share<Integer>> begun =
        atOnce.stream()
            .map(
                share ->
                    new Share<>(
                        share.cadre(), share.part().stream().filter(house -> house < cut).toList()))
            .toList();

    Map<UUID, Integer> between = after(begun, loads);
    Map<UUID, Integer> after = after(EvenShare.of(all.subList(cut, count), between), between);

    assertThat(after).isEqualTo(after(atOnce, loads));
  }

  @Provide
  Arbitrary<Map<UUID, Integer>> loads() {
    return Arbitraries.maps(
            Arbitraries.integers().between(0, 40).map(i -> new UUID(0, i)),
            Arbitraries.integers().between(0, 50))
        .ofMinSize(1)
        .ofMaxSize(12);
  }

  private static List<Integer> houses(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  private static Map<UUID, Integer> after(List<Share<Integer>> shares, Map<UUID, Integer> loads) {
    Map<UUID, Integer> after = new HashMap<>(loads);
    shares.forEach(share -> after.merge(share.cadre(), share.part().size(), Integer::sum));
    return after;
  }
}
