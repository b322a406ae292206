/** Tests of the reporting service. */
@NullMarked
package org.qunfang.reporting;

import org.jspecify.annotations.NullMarked;
