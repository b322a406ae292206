/** What households are short of, and that no need stays overnight (问题不过夜). */
@NullMarked
package org.qunfang.supply.need;

import org.jspecify.annotations.NullMarked;
