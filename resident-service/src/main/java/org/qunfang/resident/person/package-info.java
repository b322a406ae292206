/** Residents (人), found by the house they live in. */
@NullMarked
package org.qunfang.resident.person;

import org.jspecify.annotations.NullMarked;
