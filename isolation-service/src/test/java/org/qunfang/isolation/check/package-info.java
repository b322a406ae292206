@NullMarked
package org.qunfang.isolation.check;

import org.jspecify.annotations.NullMarked;
