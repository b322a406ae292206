/**
 * Real parts for the tests of services: what a test asks for, and the tokens of the people in the
 * realm.
 */
@NullMarked
package org.qunfang.testing;

import org.jspecify.annotations.NullMarked;
