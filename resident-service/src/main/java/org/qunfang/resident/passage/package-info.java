/** Who passed which gate when, in the last days: what the gates told, kept for tracing. */
@NullMarked
package org.qunfang.resident.passage;

import org.jspecify.annotations.NullMarked;
