/**
 * Isolation orders (隔离): who has to be isolated how and until when, and the one rule book of who
 * is.
 */
@NullMarked
package org.qunfang.isolation.order;

import org.jspecify.annotations.NullMarked;
