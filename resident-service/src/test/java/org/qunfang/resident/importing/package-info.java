@NullMarked
package org.qunfang.resident.importing;

import org.jspecify.annotations.NullMarked;
