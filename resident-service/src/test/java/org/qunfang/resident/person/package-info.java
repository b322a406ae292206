@NullMarked
package org.qunfang.resident.person;

import org.jspecify.annotations.NullMarked;
