package org.qunfang.eventstore;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.qunfang.events.EventIds;

/**
 * What makes a command the same command when it is sent again: the sender's key, within that
 * sender.
 *
 * @param id derived from sender and key; null when every call is a new command
 * @param fingerprint of the command itself: the same key with another command is a mistake, not a
 *     retry
 */
public record CommandKey(@Nullable UUID id, String fingerprint) {

  /**
   * From an {@code Idempotency-Key} header or a CloudEvents id.
   *
   * @param sender the actor
   * @param key the sender's key; null makes every call a new command
   * @param command anything whose text form tells commands apart; only its hash is kept
   */
  public static CommandKey of(String sender, @Nullable String key, Object command) {
    return new CommandKey(
        key == null ? null : EventIds.named("command", sender, key),
        EventIds.named(command.toString()).toString());
  }
}
