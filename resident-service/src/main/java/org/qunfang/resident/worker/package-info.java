/** Those who work for the community, volunteers among them. */
@NullMarked
package org.qunfang.resident.worker;

import org.jspecify.annotations.NullMarked;
