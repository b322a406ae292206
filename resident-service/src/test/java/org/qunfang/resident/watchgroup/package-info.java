@NullMarked
package org.qunfang.resident.watchgroup;

import org.jspecify.annotations.NullMarked;
