/**
 * The ledger: what every division counted on every day, kept up to date from the events of all
 * services.
 */
@NullMarked
package org.qunfang.reporting.projection;

import org.jspecify.annotations.NullMarked;
