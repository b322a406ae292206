package org.qunfang.resident.personal;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.UUID;
import org.qunfang.events.EventJson;

/** Turns what names somebody into what is kept of it: sealed, and keyed hashes to find it by. */
public final class Sealer {

  private final PersonalVault vault;

  /** With the secrets of that vault. */
  public Sealer(PersonalVault vault) {
    this.vault = vault;
  }

  /** Seals a file, and makes the hashes that it is found by. */
  public SealedFile seal(UUID resident, Particulars person) {
    return seal(person, vault.seal(resident, write(person)));
  }

  /** The same under the key that the person has. */
  SealedFile seal(UUID resident, byte[] key, Particulars person) {
    return seal(person, vault.seal(resident, key, write(person)));
  }

  /** What a file says. */
  Particulars open(UUID resident, byte[] key, byte[] content) {
    return read(vault.open(new PersonalVault.Sealed(resident, key, content)));
  }

  private SealedFile seal(Particulars person, PersonalVault.Sealed sealed) {
    Document document = person.document();
    String telephone = person.telephone();
    LocalDate born = person.born();
    return new SealedFile(
        sealed.subject(),
        document == null ? null : new Hash(vault.hash(document.text())),
        person.idNumber() != null,
        null,
        name(person.name()),
        born == null ? null : birth(person.name(), born),
        telephone == null ? null : telephone(telephone),
        sealed);
  }

  long name(String name) {
    return vault.shortHash("name:" + Particulars.comparable(name));
  }

  /** Of name and date of birth together: dates alone are too few to be a secret. */
  long birth(String name, LocalDate born) {
    return vault.shortHash("born:" + Particulars.comparable(name) + ":" + born);
  }

  long telephone(String telephone) {
    return vault.shortHash("telephone:" + Particulars.dialled(telephone));
  }

  /** The keyed hash that somebody without a document is known again by in a roster. */
  UUID mark(Place place, String door, String name) {
    return vault.hashId(
        String.join("\n", "roster", doorText(place, door), Particulars.comparable(name)));
  }

  /** The door of a household on its way into the files. */
  public SealedDoor sealDoor(UUID household, Place place, String door) {
    return new SealedDoor(
        household,
        lookup(place, door),
        vault.seal(household, door.getBytes(StandardCharsets.UTF_8)));
  }

  /** The keyed hash that a door is found by. */
  public UUID lookup(Place place, String door) {
    return vault.hashId(doorText(place, door));
  }

  private static String doorText(Place place, String door) {
    return String.join(
        "\n",
        "door",
        place.community().code(),
        String.valueOf(place.compound()),
        String.valueOf(place.building()),
        Particulars.comparable(door));
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
}
