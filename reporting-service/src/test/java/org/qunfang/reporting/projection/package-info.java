/** Tests of the projection. */
@NullMarked
package org.qunfang.reporting.projection;

import org.jspecify.annotations.NullMarked;
