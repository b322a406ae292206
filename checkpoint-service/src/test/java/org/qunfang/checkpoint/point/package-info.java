@NullMarked
package org.qunfang.checkpoint.point;

import org.jspecify.annotations.NullMarked;
