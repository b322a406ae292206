/** The ledger counted anew from the log while the old one serves. */
@NullMarked
package org.qunfang.reporting.rebuild;

import org.jspecify.annotations.NullMarked;
