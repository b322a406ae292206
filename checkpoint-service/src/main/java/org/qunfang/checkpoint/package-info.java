/** What several features of this service share: who may call, and how lists are read. */
@NullMarked
package org.qunfang.checkpoint;

import org.jspecify.annotations.NullMarked;
