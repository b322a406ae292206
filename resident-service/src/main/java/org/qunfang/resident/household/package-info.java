/** Dwellings (户), and the rounds of screening that knock at every one of them. */
@NullMarked
package org.qunfang.resident.household;

import org.jspecify.annotations.NullMarked;
