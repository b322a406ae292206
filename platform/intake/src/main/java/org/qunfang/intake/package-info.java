/**
 * How facts and commands come in over HTTP: CloudEvents of other systems, and what every report
 * from the field must obey.
 */
@NullMarked
package org.qunfang.intake;

import org.jspecify.annotations.NullMarked;
