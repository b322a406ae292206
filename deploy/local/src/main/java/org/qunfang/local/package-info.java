/**
 * The whole system on one machine: starts it, shows where everything is, stops it.
 *
 * <p>What uses a running system, the demo and the benchmark, gets a {@link
 * org.qunfang.local.Stack}.
 */
@NullMarked
package org.qunfang.local;

import org.jspecify.annotations.NullMarked;
