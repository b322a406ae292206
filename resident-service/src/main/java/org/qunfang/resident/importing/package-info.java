/** Rosters (花名册) that communities keep as CSV or Excel, taken over into the registers at once. */
@NullMarked
package org.qunfang.resident.importing;

import org.jspecify.annotations.NullMarked;
