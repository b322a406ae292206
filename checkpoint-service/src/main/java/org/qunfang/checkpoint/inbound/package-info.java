/** What this service hears from the others. */
@NullMarked
package org.qunfang.checkpoint.inbound;

import org.jspecify.annotations.NullMarked;
