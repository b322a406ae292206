/** What several features of this service share. */
@NullMarked
package org.qunfang.checkpoint;

import org.jspecify.annotations.NullMarked;
