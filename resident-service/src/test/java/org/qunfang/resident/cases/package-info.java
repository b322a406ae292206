@NullMarked
package org.qunfang.resident.cases;

import org.jspecify.annotations.NullMarked;
