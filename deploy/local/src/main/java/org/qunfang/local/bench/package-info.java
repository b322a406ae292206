/**
 * What the system can do, measured on the machine at hand beside what its bare database can do:
 * ratios travel, figures do not.
 */
@NullMarked
package org.qunfang.local.bench;

import org.jspecify.annotations.NullMarked;
