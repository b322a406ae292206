/** Daily health checks (每日体温健康监测) of isolated people, and the checks that nobody made. */
@NullMarked
package org.qunfang.isolation.check;

import org.jspecify.annotations.NullMarked;
