@NullMarked
package org.qunfang.resident.chain;

import org.jspecify.annotations.NullMarked;
