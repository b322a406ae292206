/** Cases (病例) from the first suspicion to the end. */
@NullMarked
package org.qunfang.resident.cases;

import org.jspecify.annotations.NullMarked;
