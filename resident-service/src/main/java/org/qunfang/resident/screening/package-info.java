/** Rounds of screening (排查轮次): every household visited, everybody in it accounted for. */
@NullMarked
package org.qunfang.resident.screening;

import org.jspecify.annotations.NullMarked;
