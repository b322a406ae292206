@NullMarked
package org.qunfang.intake;

import org.jspecify.annotations.NullMarked;
