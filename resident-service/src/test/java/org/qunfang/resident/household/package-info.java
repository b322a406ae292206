@NullMarked
package org.qunfang.resident.household;

import org.jspecify.annotations.NullMarked;
