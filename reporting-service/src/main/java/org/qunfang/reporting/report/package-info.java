/** What officers read: a division's day or range with what lies below it. */
@NullMarked
package org.qunfang.reporting.report;

import org.jspecify.annotations.NullMarked;
