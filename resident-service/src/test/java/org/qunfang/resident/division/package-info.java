@NullMarked
package org.qunfang.resident.division;

import org.jspecify.annotations.NullMarked;
