/** What this service hears from the others. */
@NullMarked
package org.qunfang.supply.inbound;

import org.jspecify.annotations.NullMarked;
