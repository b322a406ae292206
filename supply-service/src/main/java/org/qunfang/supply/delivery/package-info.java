/** Orders from the shop to the door (下单、配货、运送、无接触配送). */
@NullMarked
package org.qunfang.supply.delivery;

import org.jspecify.annotations.NullMarked;
