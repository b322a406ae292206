package org.qunfang.resident.worker;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;

/** Where the roster of a day leaves a post with too few people, or with nobody. */
public final class Gaps {

  private static final int MINUTES_OF_DAY = 24 * 60;

  private Gaps() {}

  /**
   * Who has to be where, every day.
   *
   * @param fromMinute of the day
   * @param untilMinute of the day, or of the next one when it is not after {@code fromMinute}
   * @param workers how many at once
   */
  public record Need(UUID post, int fromMinute, int untilMinute, int workers) {

    /** When somebody has to be there who begins on that day. */
    public Span on(LocalDate day, ZoneId zone) {
      Instant midnight = day.atStartOfDay(zone).toInstant();
      int until = untilMinute <= fromMinute ? untilMinute + MINUTES_OF_DAY : untilMinute;
      return new Span(midnight.plusSeconds(fromMinute * 60L), midnight.plusSeconds(until * 60L));
    }
  }

  /** Who will be where. */
  public record Cover(UUID post, Span span) {}

  /** So many are missing at the post from then until then. */
  public record Gap(UUID post, Instant from, Instant until, int missing) {}

  /** The gaps of one post on one day, in order of time. */
  public static List<Gap> of(Need need, Span needed, List<Cover> covers) {
    List<Span> there =
        covers.stream()
            .filter(cover -> cover.post().equals(need.post()) && cover.span().overlaps(needed))
            .map(Cover::span)
            .toList();
    TreeSet<Instant> turns = new TreeSet<>(List.of(needed.from(), needed.until()));
    for (Span span : there) {
      turns.add(span.from());
      turns.add(span.until());
    }
    List<Gap> gaps = new ArrayList<>();
    for (Instant from : turns.subSet(needed.from(), true, needed.until(), false)) {
      Instant until = turns.higher(from);
      if (until != null) {
        int present =
            (int) there.stream().filter(span -> span.overlaps(new Span(from, until))).count();
        add(gaps, new Gap(need.post(), from, until, need.workers() - present));
      }
    }
    return gaps;
  }

  /** Adjoining stretches that lack as many are one gap. */
  private static void add(List<Gap> gaps, Gap gap) {
    if (gap.missing() <= 0) {
      return;
    }
    Gap last = gaps.isEmpty() ? null : gaps.getLast();
    if (last != null && last.until().equals(gap.from()) && last.missing() == gap.missing()) {
      gaps.set(gaps.size() - 1, new Gap(gap.post(), last.from(), gap.until(), gap.missing()));
    } else {
      gaps.add(gap);
    }
  }
}
