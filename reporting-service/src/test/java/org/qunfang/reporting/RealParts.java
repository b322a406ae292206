package org.qunfang.reporting;

import io.quarkus.test.common.QuarkusTestResource;
import org.qunfang.testing.WithKafka;
import org.qunfang.testing.WithKeycloak;
import org.qunfang.testing.WithPostgres;

/** The real parts that all tests of the running service share; one application serves them all. */
@QuarkusTestResource(WithPostgres.class)
@QuarkusTestResource(WithKafka.class)
@QuarkusTestResource(WithKeycloak.class)
final class RealParts {

  private RealParts() {}
}
