/** Who answers for whom (两包干): a unit for each group, a cadre for each household, every day. */
@NullMarked
package org.qunfang.resident.responsibility;

import org.jspecify.annotations.NullMarked;
