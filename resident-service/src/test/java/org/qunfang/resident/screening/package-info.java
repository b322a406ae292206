@NullMarked
package org.qunfang.resident.screening;

import org.jspecify.annotations.NullMarked;
