/** Tests of the catalogue. */
@NullMarked
package org.qunfang.reporting.catalogue;

import org.jspecify.annotations.NullMarked;
