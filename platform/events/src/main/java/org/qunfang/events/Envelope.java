package org.qunfang.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event with all that is known about it.
 *
 * @param id the event's own id
 * @param stream what it is about: {@code <kind>-<uuid>}, or the stream of facts it belongs to
 * @param version its number within the stream from 1; 0 for a fact, which has no history to be
 *     decided by
 * @param community where it counts: a community, or the division that it is about as a whole
 * @param time when it happened in the field
 * @param recorded when it was accepted
 * @param actor the pseudonymous id of who reported it
 * @param traceparent the W3C trace that it was accepted in
 * @param event what happened
 */
public record Envelope(
    UUID id,
    String stream,
    long version,
    Division community,
    Instant time,
    Instant recorded,
    String actor,
    @Nullable String traceparent,
    DomainEvent event) {}
