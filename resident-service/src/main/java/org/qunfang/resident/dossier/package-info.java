/** One person, one file (一人一档): what all services know of a person, in the order of the field. */
@NullMarked
package org.qunfang.resident.dossier;

import org.jspecify.annotations.NullMarked;
