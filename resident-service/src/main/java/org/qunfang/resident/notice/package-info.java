/** Publicity (宣传): notices and guides that reach every household, and who has them. */
@NullMarked
package org.qunfang.resident.notice;

import org.jspecify.annotations.NullMarked;
