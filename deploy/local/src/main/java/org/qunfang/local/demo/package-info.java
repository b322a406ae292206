/** The main job on real input: Yaowan's weeks of 2020, played through the public interfaces. */
@NullMarked
package org.qunfang.local.demo;

import org.jspecify.annotations.NullMarked;
