@NullMarked
package org.qunfang.isolation;

import org.jspecify.annotations.NullMarked;
