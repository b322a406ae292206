/** Tests of the package of the same name. */
@NullMarked
package org.qunfang.supply.need;

import org.jspecify.annotations.NullMarked;
