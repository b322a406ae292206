/** Long lists, a page at a time. */
@NullMarked
package org.qunfang.supply.listing;

import org.jspecify.annotations.NullMarked;
