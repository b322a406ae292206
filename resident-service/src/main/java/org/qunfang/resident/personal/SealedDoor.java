package org.qunfang.resident.personal;

import java.util.UUID;

/**
 * The door of a household on its way into the files.
 *
 * @param lookup the keyed hash that the same door is found by
 */
public record SealedDoor(UUID household, UUID lookup, PersonalVault.Sealed sealed) {

  @Override
  public String toString() {
    return "SealedDoor[…]";
  }
}
