package org.qunfang.resident.register;

import java.util.Collection;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Rejection;
import org.qunfang.intake.StoreProblems;
import org.qunfang.security.Problem;

/**
 * From whom many things are taken by one request. No version tells of so many: whoever takes them
 * says from whom instead, and takes nothing that somebody else was given meanwhile.
 */
public final class TakenFrom {

  private TakenFrom() {}

  /**
   * Lets only those go on who named everybody that something is taken from.
   *
   * @param to who gets it, and has some of it already perhaps; null for nobody
   * @param holders who have it now, null for nobody
   * @throws Problem for that reason, with those in {@code from} who were not named
   */
  public static void require(
      @Nullable Collection<UUID> named,
      @Nullable UUID to,
      Stream<@Nullable UUID> holders,
      Rejection reason) {
    SortedSet<UUID> unnamed =
        holders
            .filter(Objects::nonNull)
            .filter(holder -> !holder.equals(to))
            .collect(Collectors.toCollection(TreeSet::new));
    if (named != null) {
      unnamed.removeAll(named);
    }
    if (!unnamed.isEmpty()) {
      throw StoreProblems.of(reason).with("from", unnamed);
    }
  }
}
