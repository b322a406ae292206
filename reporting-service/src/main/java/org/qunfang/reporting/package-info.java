/**
 * The reporting service: every day of every division at four levels, counted from what the others
 * tell.
 */
@NullMarked
package org.qunfang.reporting;

import org.jspecify.annotations.NullMarked;
