package org.qunfang.resident.personal;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.qunfang.events.EventJson;

/** The personal files: written sealed, found by document, destroyed when a person is forgotten. */
@ApplicationScoped
public class PersonalFiles {

  private final PersonalVault vault;

  PersonalFiles(PersonalVault vault) {
    this.vault = vault;
  }

  /**
   * Which of these persons has a document that is on file already, or that another of them has too;
   * the first one.
   */
  public Uni<OptionalInt> firstKnown(Mutiny.Session session, List<Particulars> persons) {
    List<Optional<Hash>> hashes =
        persons.stream().map(p -> Optional.ofNullable(p.document()).map(this::hash)).toList();
    List<byte[]> documents = hashes.stream().flatMap(Optional::stream).map(Hash::bytes).toList();
    if (documents.isEmpty()) {
      return Uni.createFrom().item(OptionalInt.empty());
    }
    return session
        .createSelectionQuery(
            "select document from PersonalFile where document in ?1", byte[].class)
        .setParameter(1, documents)
        .getResultList()
        .map(
            onFile -> {
              Set<Hash> known = new HashSet<>();
              onFile.forEach(each -> known.add(new Hash(each)));
              for (int i = 0; i < hashes.size(); i++) {
                if (hashes.get(i).isPresent() && !known.add(hashes.get(i).get())) {
                  return OptionalInt.of(i);
                }
              }
              return OptionalInt.empty();
            });
  }

  /** Whose file has that ID number. */
  public Uni<Optional<UUID>> findByIdNumber(Mutiny.Session session, String idNumber) {
    return find(session, Particulars.document(idNumber));
  }

  /** Whose file has that passport. */
  public Uni<Optional<UUID>> findByPassport(
      Mutiny.Session session, String nationality, String passport) {
    return find(session, Particulars.document(nationality, passport));
  }

  private Uni<Optional<UUID>> find(Mutiny.Session session, String document) {
    return session
        .createSelectionQuery("select resident from PersonalFile where document = ?1", UUID.class)
        .setParameter(1, hash(document).bytes())
        .getSingleResultOrNull()
        .map(Optional::ofNullable);
  }

  /** Opens a file for each of these persons. */
  public Uni<Void> add(Mutiny.Session session, Map<UUID, Particulars> persons) {
    List<PersonalFile> files = new ArrayList<>(persons.size());
    persons.forEach((resident, person) -> files.add(file(resident, person)));
    return session.persistAll(files.toArray());
  }

  private PersonalFile file(UUID resident, Particulars person) {
    String document = person.document();
    return new PersonalFile(
        resident,
        document == null ? null : hash(document).bytes(),
        vault.seal(resident, write(person)));
  }

  /** What names this person, or empty when it was destroyed. */
  public Uni<Optional<Particulars>> read(Mutiny.Session session, UUID resident) {
    return session
        .find(PersonalFile.class, resident)
        .map(file -> Optional.ofNullable(file).map(f -> read(vault.open(resident, f.sealed()))));
  }

  /** The person left: the same document may be registered again, here or elsewhere. */
  public Uni<Void> release(Mutiny.Session session, UUID resident) {
    return session
        .createMutationQuery("update PersonalFile set document = null where resident = ?1")
        .setParameter(1, resident)
        .executeUpdate()
        .replaceWithVoid();
  }

  /** Key, hash and content are gone, and nobody can read a copy of the content again. */
  public Uni<Void> destroy(Mutiny.Session session, UUID resident) {
    return session
        .createMutationQuery("delete from PersonalFile where resident = ?1")
        .setParameter(1, resident)
        .executeUpdate()
        .replaceWithVoid();
  }

  /** Keeps the door of a household. */
  public Uni<Void> addDoor(Mutiny.Session session, UUID household, String door) {
    return session.persist(
        new HouseholdDoor(household, vault.seal(household, door.getBytes(StandardCharsets.UTF_8))));
  }

  /** The door of a household, when somebody told it. */
  public Uni<Optional<String>> door(Mutiny.Session session, UUID household) {
    return session
        .find(HouseholdDoor.class, household)
        .map(
            door ->
                Optional.ofNullable(door)
                    .map(
                        d ->
                            new String(vault.open(household, d.sealed()), StandardCharsets.UTF_8)));
  }

  private Hash hash(String document) {
    return new Hash(vault.hash(document));
  }

  private static byte[] write(Particulars person) {
    try {
      return EventJson.MAPPER.writeValueAsBytes(person);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write a personal file");
    }
  }

  private static Particulars read(byte[] content) {
    try {
      return EventJson.MAPPER.readValue(content, Particulars.class);
    } catch (IOException e) {
      // Without the cause: its message would quote the content.
      throw new IllegalStateException("cannot read a personal file");
    }
  }

  /** Bytes that are equal when they have the same values. */
  private record Hash(byte[] bytes) {

    @Override
    public boolean equals(Object other) {
      return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }
}
