/** Those who come back (返乡人员), and from where. */
@NullMarked
package org.qunfang.resident.returning;

import org.jspecify.annotations.NullMarked;
