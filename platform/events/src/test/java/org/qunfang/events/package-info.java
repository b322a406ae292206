@NullMarked
package org.qunfang.events;

import org.jspecify.annotations.NullMarked;
