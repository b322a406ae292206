/**
 * Closed management (封闭管理): which compounds and villages keep one entrance and have the rest
 * sealed.
 */
@NullMarked
package org.qunfang.checkpoint.compound;

import org.jspecify.annotations.NullMarked;
