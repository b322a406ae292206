/** What is counted, and which event moves it by how much. */
@NullMarked
package org.qunfang.reporting.catalogue;

import org.jspecify.annotations.NullMarked;
