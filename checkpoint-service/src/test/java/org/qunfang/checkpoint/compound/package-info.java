@NullMarked
package org.qunfang.checkpoint.compound;

import org.jspecify.annotations.NullMarked;
