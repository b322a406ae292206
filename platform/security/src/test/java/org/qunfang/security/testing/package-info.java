/** How a service proves in its own tests who may use which of its endpoints. */
@NullMarked
package org.qunfang.security.testing;

import org.jspecify.annotations.NullMarked;
