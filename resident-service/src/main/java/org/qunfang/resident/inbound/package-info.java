/** What this service hears from the others. */
@NullMarked
package org.qunfang.resident.inbound;

import org.jspecify.annotations.NullMarked;
