/** What a service gets at its edge, proved on a small service with the real identity provider. */
@NullMarked
package org.qunfang.security;

import org.jspecify.annotations.NullMarked;
