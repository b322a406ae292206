@NullMarked
package org.qunfang.resident.returning;

import org.jspecify.annotations.NullMarked;
