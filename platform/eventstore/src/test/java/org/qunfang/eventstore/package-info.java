@NullMarked
package org.qunfang.eventstore;

import org.jspecify.annotations.NullMarked;
