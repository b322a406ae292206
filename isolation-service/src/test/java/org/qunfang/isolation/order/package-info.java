@NullMarked
package org.qunfang.isolation.order;

import org.jspecify.annotations.NullMarked;
