/** What names a person: sealed under a key of the person's own, apart from everything else. */
@NullMarked
package org.qunfang.resident.personal;

import org.jspecify.annotations.NullMarked;
