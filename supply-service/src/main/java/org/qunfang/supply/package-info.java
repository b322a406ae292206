/** What the parts of the supply service say in the same words. */
@NullMarked
package org.qunfang.supply;

import org.jspecify.annotations.NullMarked;
