@NullMarked
package org.qunfang.resident.grid;

import org.jspecify.annotations.NullMarked;
