/** Ten-household groups (十户联防): neighbours who look after each other, and what they report. */
@NullMarked
package org.qunfang.resident.watchgroup;

import org.jspecify.annotations.NullMarked;
