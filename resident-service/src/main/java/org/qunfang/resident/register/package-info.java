/** What all registers have in common: who may look, and how a long list is read. */
@NullMarked
package org.qunfang.resident.register;

import org.jspecify.annotations.NullMarked;
