/** Grids (网格) and sections (片区): households that one worker looks after together. */
@NullMarked
package org.qunfang.resident.grid;

import org.jspecify.annotations.NullMarked;
