/** Health query certificates (健康查询证明): issued here, verified anywhere. */
@NullMarked
package org.qunfang.resident.certificate;

import org.jspecify.annotations.NullMarked;
