/**
 * Who may do what, and what a refused caller is told: division-scoped authorisation, problem
 * details and the limits at the edge of a service. Every service has all of it by depending on this
 * library; none configures it again.
 */
@NullMarked
package org.qunfang.security;

import org.jspecify.annotations.NullMarked;
