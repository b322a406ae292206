/** Gates, blocked points and road controls: where people are checked, and where nobody passes. */
@NullMarked
package org.qunfang.checkpoint.point;

import org.jspecify.annotations.NullMarked;
