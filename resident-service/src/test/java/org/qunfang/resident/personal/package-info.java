@NullMarked
package org.qunfang.resident.personal;

import org.jspecify.annotations.NullMarked;
