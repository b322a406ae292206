/** Which households cannot send anybody out: a copy of what the other services told. */
@NullMarked
package org.qunfang.supply.confinement;

import org.jspecify.annotations.NullMarked;
