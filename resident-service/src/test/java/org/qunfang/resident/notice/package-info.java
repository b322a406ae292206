@NullMarked
package org.qunfang.resident.notice;

import org.jspecify.annotations.NullMarked;
