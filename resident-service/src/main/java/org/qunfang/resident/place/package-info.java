/** Compounds (小区), village groups (组) and buildings (楼栋): where in a community a household lies. */
@NullMarked
package org.qunfang.resident.place;

import org.jspecify.annotations.NullMarked;
