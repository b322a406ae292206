@NullMarked
package org.qunfang.checkpoint.passage;

import org.jspecify.annotations.NullMarked;
