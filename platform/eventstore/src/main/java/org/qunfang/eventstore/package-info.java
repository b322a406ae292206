/**
 * The event log of a service: append, load, publish to Kafka, and apply what others published,
 * exactly once.
 *
 * <p>Why it is as it is: {@code docs/adr/0002-event-log.md}.
 */
@NullMarked
package org.qunfang.eventstore;

import org.jspecify.annotations.NullMarked;
