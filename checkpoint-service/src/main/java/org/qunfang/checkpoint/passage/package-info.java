/**
 * Passages with the four musts (四必): the busiest path of the whole system, which reads only what
 * lies here.
 */
@NullMarked
package org.qunfang.checkpoint.passage;

import org.jspecify.annotations.NullMarked;
