@NullMarked
package org.qunfang.isolation.inbound;

import org.jspecify.annotations.NullMarked;
