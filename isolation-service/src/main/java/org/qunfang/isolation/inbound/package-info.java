/** What other services tell, and what isolation does about it: one class a rule. */
@NullMarked
package org.qunfang.isolation.inbound;

import org.jspecify.annotations.NullMarked;
