/** The official divisions (统计用区划代码): which there are, what they are called, what became of them. */
@NullMarked
package org.qunfang.resident.division;

import org.jspecify.annotations.NullMarked;
