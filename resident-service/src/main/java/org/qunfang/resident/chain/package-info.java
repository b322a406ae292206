/** Chains of infection (传播链): who from whom, over generations. */
@NullMarked
package org.qunfang.resident.chain;

import org.jspecify.annotations.NullMarked;
