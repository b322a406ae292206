package org.qunfang.checkpoint.healthcode;

import java.util.UUID;
import org.qunfang.events.CheckpointEvent.CodeColour;
import org.qunfang.events.CheckpointEvent.CodeReason;

/**
 * Something that speaks for a person's code arose, changed or ended (GREEN): the one command there
 * is, since nobody sets a code by hand.
 *
 * @param ground the case, contact or isolation order that it is about
 * @param version of the stream that told it
 */
record NoteGround(UUID person, UUID ground, CodeReason reason, CodeColour colour, long version) {}
