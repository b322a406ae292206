@NullMarked
package org.qunfang.resident.contact;

import org.jspecify.annotations.NullMarked;
