@NullMarked
package org.qunfang.resident.dossier;

import org.jspecify.annotations.NullMarked;
