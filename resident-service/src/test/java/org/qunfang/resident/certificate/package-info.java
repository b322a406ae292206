@NullMarked
package org.qunfang.resident.certificate;

import org.jspecify.annotations.NullMarked;
