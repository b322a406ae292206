@NullMarked
package org.qunfang.resident.place;

import org.jspecify.annotations.NullMarked;
