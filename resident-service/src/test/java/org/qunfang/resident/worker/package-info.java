@NullMarked
package org.qunfang.resident.worker;

import org.jspecify.annotations.NullMarked;
