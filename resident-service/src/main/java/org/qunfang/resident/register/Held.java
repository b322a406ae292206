package org.qunfang.resident.register;

import io.smallrye.mutiny.Uni;
import jakarta.persistence.Table;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Entries that stay as a transaction saw them until it is over.
 *
 * <p>Every transaction takes what it takes in one order, or two of them wait for each other until
 * one is found out a second later:
 *
 * <ol>
 *   <li>turns at the doors of communities,
 *   <li>notices,
 *   <li>who is to be compared with others,
 *   <li>households,
 *   <li>workers,
 *   <li>whatever else happens: of each thing the stream, its row, and then what lies in it,
 *   <li>residents on whom something was decided, and to whom nothing happened,
 *   <li>screening rounds: their households, and then the rounds, which everybody waits for.
 * </ol>
 *
 * <p>Of one kind the lowest id comes first, as the database orders ids. Whoever finds out only on
 * the way what else will change takes that before.
 */
public final class Held {

  private static final String IN_ORDER =
      "select id from {table} where id in (:ids) order by id for no key update";

  private static final String AS_THEY_ARE =
      """
      with held as (select id from {table} where id in (:ids) order by id for no key update)
      update {table} t set version = t.version from held where t.id = held.id
      """;

  private Held() {}

  /** Takes entries that this transaction is going to change, where it would not in their order. */
  public static <T extends InCommunity> Uni<Void> inOrder(
      Mutiny.Session session, Class<T> entries, Collection<UUID> ids) {
    return ids.isEmpty()
        ? Uni.createFrom().voidItem()
        : session
            .createNativeQuery(of(entries, IN_ORDER), UUID.class)
            .setParameter("ids", Set.copyOf(ids))
            .getResultList()
            .replaceWithVoid();
  }

  /**
   * Takes entries that something is decided on and that this transaction does not change. They are
   * written as they are, because to lock them would not be enough: whoever changes them at the same
   * moment may have looked already, waits, and then goes on without having seen what was decided
   * here. Now of the two the later one collides, is decided again, and sees the other.
   */
  public static <T extends InCommunity> Uni<Void> asTheyAre(
      Mutiny.Session session, Class<T> entries, Collection<UUID> ids) {
    return ids.isEmpty()
        ? Uni.createFrom().voidItem()
        : session
            .createNativeQuery(of(entries, AS_THEY_ARE))
            .setParameter("ids", Set.copyOf(ids))
            .executeUpdate()
            .replaceWithVoid();
  }

  private static String of(Class<?> entries, String statement) {
    return statement.replace("{table}", entries.getAnnotation(Table.class).name());
  }
}
