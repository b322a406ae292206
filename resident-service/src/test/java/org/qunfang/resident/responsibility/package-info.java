@NullMarked
package org.qunfang.resident.responsibility;

import org.jspecify.annotations.NullMarked;
