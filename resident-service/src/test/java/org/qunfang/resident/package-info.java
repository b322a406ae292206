/** The resident service, tested on real parts. */
@NullMarked
package org.qunfang.resident;

import org.jspecify.annotations.NullMarked;
