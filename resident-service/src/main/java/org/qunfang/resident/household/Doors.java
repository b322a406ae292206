package org.qunfang.resident.household;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.events.ResidentEvent.Tenure;
import org.qunfang.resident.personal.SealedDoor;

/**
 * Who lives behind which door. One door has one household of owners and one of tenants, unless
 * somebody says that several share it (合租).
 */
@ApplicationScoped
public class Doors {

  private static final String AT_DOORS =
      """
      select distinct on (d.lookup, h.tenure) d.lookup, h.tenure, h.id
        from household_door d join household h on h.id = d.household
       where d.lookup = any($1) and not h.closed
       order by d.lookup, h.tenure, h.registered, h.id
      """;

  private static final String TAKE_TURNS =
      """
      insert into door_turn as t (community, turns)
      select community, 1 from unnest($1::text[]) community
          on conflict (community) do update set turns = t.turns + 1
      """;

  private static final String TAKE_TURN =
      """
      insert into door_turn as t (community, turns) values (:community, 1)
          on conflict (community) do update set turns = t.turns + 1
      """;

  private static final String NEIGHBOUR =
      """
      select h.id
        from household_door own
        join household_door d on d.lookup = own.lookup and d.household <> own.household
        join household h on h.id = d.household
       where own.household = :household and h.tenure = :tenure and not h.closed
       order by h.registered, h.id
       limit 1
      """;

  /** What a door tells apart: owner and tenant behind one door are two households. */
  private record AtDoor(UUID lookup, Tenure tenure) {

    static AtDoor of(NewHousehold household) {
      SealedDoor door = household.door();
      if (door == null) {
        throw new IllegalArgumentException("a household without a door is found by its id");
      }
      return new AtDoor(door.lookup(), household.command().tenure());
    }
  }

  /**
   * The ids of the households behind these doors, in their order: of the one that is there, or else
   * of the first that is offered for the door. Each of them has a door; nothing is registered.
   */
  public Uni<List<UUID>> atDoors(SqlConnection connection, List<NewHousehold> offered) {
    if (offered.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    UUID[] lookups = offered.stream().map(each -> AtDoor.of(each).lookup()).toArray(UUID[]::new);
    return connection
        .preparedQuery(AT_DOORS)
        .execute(Tuple.of(lookups))
        .map(
            rows -> {
              Map<AtDoor, UUID> known = new HashMap<>();
              for (Row row : rows) {
                known.put(
                    new AtDoor(row.getUUID(0), Tenure.valueOf(row.getString(1))), row.getUUID(2));
              }
              offered.forEach(each -> known.putIfAbsent(AtDoor.of(each), each.id()));
              return offered.stream()
                  .map(each -> Objects.requireNonNull(known.get(AtDoor.of(each))))
                  .toList();
            });
  }

  /**
   * Whom those find at their doors who are to be alone there: the id of the other household by
   * theirs.
   */
  Uni<Map<UUID, UUID>> neighbours(SqlConnection connection, List<NewHousehold> households) {
    List<NewHousehold> alone = households.stream().filter(NewHousehold::alone).toList();
    return atDoors(connection, alone)
        .map(
            there -> {
              Map<UUID, UUID> neighbours = new HashMap<>();
              for (int i = 0; i < alone.size(); i++) {
                UUID id = alone.get(i).id();
                if (!there.get(i).equals(id)) {
                  neighbours.put(id, there.get(i));
                }
              }
              return neighbours;
            });
  }

  /**
   * Until this is done, nobody else registers a door of these communities or corrects who holds it:
   * they wait, or collide and look again where they see the register as it was at their beginning.
   * Or one door would come to two households.
   */
  Uni<Void> takeTurns(SqlConnection connection, List<NewHousehold> households) {
    return households.isEmpty()
        ? Uni.createFrom().voidItem()
        : connection
            .preparedQuery(TAKE_TURNS)
            .execute(Tuple.of(communities(households)))
            .replaceWithVoid();
  }

  /** The same for one community, where something is decided on what the register shows. */
  Uni<Void> takeTurn(Mutiny.Session session, Division community) {
    return session
        .createNativeQuery(TAKE_TURN)
        .setParameter("community", community.code())
        .executeUpdate()
        .replaceWithVoid();
  }

  /** Another household of that tenure behind the door of this one; null when there is none. */
  Uni<@Nullable UUID> neighbour(Mutiny.Session session, UUID household, Tenure tenure) {
    return session
        .createNativeQuery(NEIGHBOUR, UUID.class)
        .setParameter("household", household)
        .setParameter("tenure", tenure.name())
        .getSingleResultOrNull();
  }

  private static String[] communities(List<NewHousehold> households) {
    return households.stream()
        .map(each -> each.told().community().code())
        .sorted()
        .distinct()
        .toArray(String[]::new);
  }
}
