/**
 * The real PostgreSQL, Kafka and Keycloak of one machine, each as a process of its own.
 *
 * <p>One place for tests and for the local stack, so that what is tested is what is started.
 * Everything comes from Maven artefacts; no Docker and no installed server is needed.
 */
@NullMarked
package org.qunfang.testing.parts;

import org.jspecify.annotations.NullMarked;
