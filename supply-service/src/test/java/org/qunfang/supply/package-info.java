/** Tests of the whole service on real parts. */
@NullMarked
package org.qunfang.supply;

import org.jspecify.annotations.NullMarked;
