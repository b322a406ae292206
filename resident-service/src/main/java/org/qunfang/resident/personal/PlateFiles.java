package org.qunfang.resident.personal;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;

/** What stands on the plates of doors: written sealed, found by a keyed hash. */
@ApplicationScoped
public class PlateFiles {

  private final PersonalVault vault;

  PlateFiles(PersonalVault vault) {
    this.vault = vault;
  }

  /** Keeps it; false when it stands on another household's in the community. */
  public Uni<Boolean> put(Mutiny.Session session, Division community, UUID household, String text) {
    return find(session, community, text)
        .chain(
            found ->
                found.isPresent()
                    ? Uni.createFrom().item(found.get().equals(household))
                    : remove(session, household)
                        .chain(() -> session.persist(plate(community, household, text)))
                        .chain(session::flush)
                        .replaceWith(true));
  }

  private HouseholdPlate plate(Division community, UUID household, String text) {
    return new HouseholdPlate(
        lookup(community, text), vault.seal(household, text.getBytes(StandardCharsets.UTF_8)));
  }

  /** What {@link #lookup} makes of the text on the plate of a household; null without one. */
  public Uni<@Nullable UUID> standing(Mutiny.Session session, UUID household) {
    return session
        .createSelectionQuery("select lookup from HouseholdPlate where household = ?1", UUID.class)
        .setParameter(1, household)
        .getSingleResultOrNull();
  }

  /** Whose plate has that text. */
  public Uni<Optional<UUID>> find(Mutiny.Session session, Division community, String text) {
    return session
        .createSelectionQuery("select household from HouseholdPlate where lookup = ?1", UUID.class)
        .setParameter(1, lookup(community, text))
        .getSingleResultOrNull()
        .map(Optional::ofNullable);
  }

  /** The plate came off. */
  public Uni<Void> remove(Mutiny.Session session, UUID household) {
    return session
        .createMutationQuery("delete from HouseholdPlate where household = ?1")
        .setParameter(1, household)
        .executeUpdate()
        .replaceWithVoid();
  }

  /** What stands on the plate of a household. */
  public Uni<Optional<String>> read(Mutiny.Session session, UUID household) {
    return session
        .find(HouseholdPlate.class, household)
        .map(plate -> Optional.ofNullable(plate).map(this::open));
  }

  /** What stands on the plates of these households, without those that have none. */
  public Uni<Map<UUID, String>> read(Mutiny.Session session, List<UUID> households) {
    return session
        .createSelectionQuery("from HouseholdPlate where household in ?1", HouseholdPlate.class)
        .setParameter(1, households)
        .setReadOnly(true)
        .getResultList()
        .map(
            plates ->
                plates.stream().collect(Collectors.toMap(plate -> plate.household, this::open)));
  }

  private String open(HouseholdPlate plate) {
    return new String(vault.open(plate.sealed()), StandardCharsets.UTF_8);
  }

  /** The same of the same text, however many blanks somebody types. */
  public UUID lookup(Division community, String text) {
    return vault.hashId("plate:" + community.code() + ":" + text.strip().replaceAll("\\s+", " "));
  }
}
