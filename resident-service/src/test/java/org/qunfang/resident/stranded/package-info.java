@NullMarked
package org.qunfang.resident.stranded;

import org.jspecify.annotations.NullMarked;
