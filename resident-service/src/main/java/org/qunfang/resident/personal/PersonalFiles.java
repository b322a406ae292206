package org.qunfang.resident.personal;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.Division;
import org.qunfang.eventstore.Columns;

/**
 * The personal files: written sealed, found by keyed hashes, destroyed when a person is forgotten.
 */
@ApplicationScoped
public class PersonalFiles {

  private static final String ADD_FILES =
      """
      insert into personal_file (resident, community, document, by_id_number, roster_mark, name_key, birth_key,
                                 telephone_key, content)
      select * from unnest($1::uuid[], $2::text[], $3::bytea[], $4::boolean[], $5::uuid[], $6::bigint[], $7::bigint[],
                           $8::bigint[], $9::bytea[])
      """;

  /**
   * The keys lie in many partitions: to plan anew for each list of persons takes longer than to
   * read them, and this is planned once.
   */
  private static final String KEYS =
      """
      select k.resident, k.key
        from unnest(cast(string_to_array(:residents, ',') as uuid[])) wanted (id)
        join personal_key k on k.resident = wanted.id
      """;

  private static final String ADD_KEYS =
      "insert into personal_key (resident, key) select * from unnest($1::uuid[], $2::bytea[])";

  private static final String ADD_DOORS =
      """
      insert into household_door (household, lookup, key, content)
      select * from unnest($1::uuid[], $2::uuid[], $3::bytea[], $4::bytea[])
      """;

  private static final String DESTROY_KEY =
      """
      with gone as (
        delete from personal_key where resident = ?1
        returning resident, cast(cast(tableoid as regclass) as text) held_in)
      insert into destroyed_key (subject, held_in) select resident, held_in from gone
      """;

  private static final UUID NOBODY = new UUID(0, 0);

  private final PersonalVault vault;
  private final Sealer sealer;

  PersonalFiles(PersonalVault vault) {
    this.vault = vault;
    this.sealer = new Sealer(vault);
  }

  /** Seals a file, and makes the hashes that it is found by. */
  public SealedFile seal(UUID resident, Particulars person) {
    return sealer.seal(resident, person);
  }

  /** By what somebody without a document is known again in a roster: a name behind a door. */
  public UUID mark(Place place, String door, String name) {
    return sealer.mark(place, door, name);
  }

  /** Keeps new files, each with the community that its resident counts in. */
  public Uni<Void> add(
      SqlConnection connection, List<SealedFile> files, List<Division> communities) {
    return connection
        .preparedQuery(ADD_FILES)
        .execute(
            Tuple.from(
                List.of(
                    Columns.of(files, UUID[]::new, SealedFile::resident),
                    Columns.of(communities, String[]::new, Division::code),
                    Columns.of(
                        files,
                        Buffer[]::new,
                        file -> file.document() == null ? null : file.document().buffer()),
                    Columns.of(files, Boolean[]::new, SealedFile::byIdNumber),
                    Columns.of(files, UUID[]::new, SealedFile::mark),
                    Columns.of(files, Long[]::new, SealedFile::name),
                    Columns.of(files, Long[]::new, SealedFile::birth),
                    Columns.of(files, Long[]::new, SealedFile::telephone),
                    Columns.of(
                        files, Buffer[]::new, file -> Buffer.buffer(file.sealed().content())))))
        .chain(
            () ->
                connection
                    .preparedQuery(ADD_KEYS)
                    .execute(
                        Tuple.of(
                            Columns.of(files, UUID[]::new, SealedFile::resident),
                            Columns.of(
                                files, Buffer[]::new, file -> Buffer.buffer(file.sealed().key())))))
        .replaceWithVoid();
  }

  /**
   * Puts a corrected file in the place of one that was read, under the key that it has.
   *
   * @return the file as it is found now
   */
  public Uni<SealedFile> replace(Mutiny.Session session, UUID resident, Particulars person) {
    return session
        .find(PersonalKey.class, resident)
        .chain(
            key -> {
              SealedFile file = sealer.seal(resident, key.key, person);
              return session
                  .find(PersonalFile.class, resident)
                  .invoke(row -> row.replace(file))
                  .chain(session::flush)
                  .replaceWith(file);
            });
  }

  /** Whose file has that document. */
  public Uni<Optional<UUID>> find(Mutiny.Session session, Document document) {
    return session
        .createSelectionQuery("select resident from PersonalFile where document = ?1", UUID.class)
        .setParameter(1, vault.hash(document.text()))
        .getSingleResultOrNull()
        .map(Optional::ofNullable);
  }

  /**
   * What persons are searched for by, all of it: at least a document, a name or a telephone.
   *
   * @param born known together with a name only
   */
  public record Clues(
      @Nullable Document document,
      @Nullable String name,
      @Nullable LocalDate born,
      @Nullable String telephone) {

    @Override
    public String toString() {
      return "Clues[…]";
    }
  }

  /** Whose files in that division fit, in order of their ids, those after one of them. */
  public Uni<List<UUID>> search(
      Mutiny.Session session, Division within, Clues clues, @Nullable UUID after, int limit) {
    Map<String, Object> wanted = new LinkedHashMap<>();
    if (clues.document() != null) {
      wanted.put("document", vault.hash(clues.document().text()));
    }
    if (clues.name() != null) {
      wanted.put("name", sealer.name(clues.name()));
      if (clues.born() != null) {
        wanted.put("birth", sealer.birth(clues.name(), clues.born()));
      }
    }
    if (clues.telephone() != null) {
      wanted.put("telephone", sealer.telephone(clues.telephone()));
    }
    StringBuilder query =
        new StringBuilder(
            "select resident from PersonalFile where community like :within and resident > :after");
    wanted.keySet().forEach(key -> query.append(" and ").append(key).append(" = :").append(key));
    var search =
        session
            .createSelectionQuery(query.append(" order by resident").toString(), UUID.class)
            .setParameter("within", within.prefix() + "%")
            .setParameter("after", after == null ? NOBODY : after)
            .setMaxResults(limit);
    wanted.forEach(search::setParameter);
    return search.getResultList();
  }

  /** What names this person, or empty when it was destroyed. */
  public Uni<Optional<Particulars>> read(Mutiny.Session session, UUID resident) {
    return session
        .find(PersonalFile.class, resident)
        .chain(
            file ->
                file == null
                    ? Uni.createFrom().item(Optional.empty())
                    : session
                        .find(PersonalKey.class, resident)
                        .map(key -> Optional.of(sealer.open(resident, key.key, file.content))));
  }

  /** What names these persons, without those whose files were destroyed. */
  public Uni<Map<UUID, Particulars>> read(Mutiny.Session session, List<UUID> residents) {
    return session
        .createSelectionQuery("from PersonalFile where resident in ?1", PersonalFile.class)
        .setParameter(1, residents)
        .setReadOnly(true)
        .getResultList()
        .chain(
            files ->
                session
                    .createNativeQuery(KEYS, PersonalKey.class)
                    .setParameter(
                        "residents",
                        residents.stream().map(UUID::toString).collect(Collectors.joining(",")))
                    .setReadOnly(true)
                    .getResultList()
                    .map(keys -> open(files, keys)));
  }

  private Map<UUID, Particulars> open(List<PersonalFile> files, List<PersonalKey> keys) {
    Map<UUID, byte[]> contents = new HashMap<>();
    files.forEach(file -> contents.put(file.resident, file.content));
    Map<UUID, Particulars> open = new HashMap<>();
    for (PersonalKey key : keys) {
      byte[] content = contents.get(key.resident);
      if (content != null) {
        open.put(key.resident, sealer.open(key.resident, key.key, content));
      }
    }
    return open;
  }

  /** The person counts in another community now. */
  public Uni<Void> move(Mutiny.Session session, UUID resident, Division community) {
    return session
        .createMutationQuery("update PersonalFile set community = ?2 where resident = ?1")
        .setParameter(1, resident)
        .setParameter(2, community.code())
        .executeUpdate()
        .replaceWithVoid();
  }

  /** The person left alive: who has that document may be registered again, here or elsewhere. */
  public Uni<Void> release(Mutiny.Session session, UUID resident) {
    return session
        .createMutationQuery(
            "update PersonalFile set document = null, mark = null where resident = ?1")
        .setParameter(1, resident)
        .executeUpdate()
        .replaceWithVoid();
  }

  /** One file is destroyed; what a roster says of it is from now on about the other person. */
  public Uni<Void> merge(Mutiny.Session session, UUID dropped, UUID kept) {
    return session
        .createSelectionQuery("select mark from PersonalFile where resident = ?1", UUID.class)
        .setParameter(1, dropped)
        .getSingleResultOrNull()
        .call(() -> destroy(session, dropped))
        .chain(mark -> mark == null ? Uni.createFrom().voidItem() : mark(session, kept, mark));
  }

  private static Uni<Void> mark(Mutiny.Session session, UUID resident, UUID mark) {
    return session
        .createMutationQuery(
            "update PersonalFile set mark = ?2 where resident = ?1 and mark is null")
        .setParameter(1, resident)
        .setParameter(2, mark)
        .executeUpdate()
        .replaceWithVoid();
  }

  /**
   * Key, hashes and content are gone, and nobody can read a copy of the content again; what is left
   * of the key in the space of its deleted row goes with the next {@link DestroyedKeys}.
   */
  public Uni<Void> destroy(Mutiny.Session session, UUID resident) {
    return session
        .createMutationQuery("delete from PersonalFile where resident = ?1")
        .setParameter(1, resident)
        .executeUpdate()
        .chain(
            () -> session.createNativeQuery(DESTROY_KEY).setParameter(1, resident).executeUpdate())
        .replaceWithVoid();
  }

  /** The door of a household on its way into the files. */
  public SealedDoor sealDoor(UUID household, Place place, String door) {
    return sealer.sealDoor(household, place, door);
  }

  /** Keeps the doors of new households. */
  public Uni<Void> addDoors(SqlConnection connection, List<SealedDoor> doors) {
    if (doors.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return connection
        .preparedQuery(ADD_DOORS)
        .execute(
            Tuple.of(
                Columns.of(doors, UUID[]::new, SealedDoor::household),
                Columns.of(doors, UUID[]::new, SealedDoor::lookup),
                Columns.of(doors, Buffer[]::new, door -> Buffer.buffer(door.sealed().key())),
                Columns.of(doors, Buffer[]::new, door -> Buffer.buffer(door.sealed().content()))))
        .replaceWithVoid();
  }

  /** The door of a household, when somebody told it. */
  public Uni<Optional<String>> door(Mutiny.Session session, UUID household) {
    return session
        .find(HouseholdDoor.class, household)
        .map(door -> Optional.ofNullable(door).map(this::open));
  }

  /** The doors of these households, without those that nobody told. */
  public Uni<Map<UUID, String>> doors(Mutiny.Session session, List<UUID> households) {
    return session
        .createSelectionQuery("from HouseholdDoor where household in ?1", HouseholdDoor.class)
        .setParameter(1, households)
        .setReadOnly(true)
        .getResultList()
        .map(doors -> doors.stream().collect(Collectors.toMap(door -> door.household, this::open)));
  }

  private String open(HouseholdDoor door) {
    return new String(vault.open(door.sealed()), StandardCharsets.UTF_8);
  }
}
