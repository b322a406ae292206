/** Those who could not go on (滞留人员): since when they are here, where, and until when. */
@NullMarked
package org.qunfang.resident.stranded;

import org.jspecify.annotations.NullMarked;
