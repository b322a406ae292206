@NullMarked
package org.qunfang.checkpoint;

import org.jspecify.annotations.NullMarked;
