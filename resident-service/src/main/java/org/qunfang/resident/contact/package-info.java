/** Contacts of cases (密切接触者), traced and cleared. */
@NullMarked
package org.qunfang.resident.contact;

import org.jspecify.annotations.NullMarked;
