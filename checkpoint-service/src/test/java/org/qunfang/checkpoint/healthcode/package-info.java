@NullMarked
package org.qunfang.checkpoint.healthcode;

import org.jspecify.annotations.NullMarked;
