/** Health code (健康码): derived from what the other services know of a person, never set by hand. */
@NullMarked
package org.qunfang.checkpoint.healthcode;

import org.jspecify.annotations.NullMarked;
