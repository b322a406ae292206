/**
 * The published language of the city: what happened, where, and how it is written down.
 *
 * <p>Services share these names and nothing else. An event, once stored, is read for ever: records
 * here only ever gain optional fields, and each has an approved JSON sample that a build must still
 * be able to read.
 */
@NullMarked
package org.qunfang.events;

import org.jspecify.annotations.NullMarked;
