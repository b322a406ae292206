/** Tests of the package of the same name. */
@NullMarked
package org.qunfang.supply.delivery;

import org.jspecify.annotations.NullMarked;
