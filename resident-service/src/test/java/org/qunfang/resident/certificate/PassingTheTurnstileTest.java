package org.qunfang.resident.certificate;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.qunfang.security.Problem;

class PassingTheTurnstileTest {

  private final AtomicLong nanos = new AtomicLong();
  private final Turnstile turnstile = new Turnstile(5, 2, Duration.ofSeconds(1), nanos::get);

  private void passes(String address) {
    assertThatCode(() -> turnstile.pass(address)).doesNotThrowAnyException();
  }

  private void refused(String address) {
    assertThatThrownBy(() -> turnstile.pass(address)).isInstanceOf(Problem.class);
  }

  @Test
  void whoComesTooOftenKeepsNobodyElseOut() {
    passes("198.51.100.1");
    passes("198.51.100.1");
    for (int i = 0; i < 100; i++) {
      refused("198.51.100.1");
    }
    passes("198.51.100.2");
  }

  @Test
  void allTogetherAreNotMoreThanAnInstanceBears() {
    for (int i = 1; i <= 5; i++) {
      passes("198.51.100." + i);
    }
    refused("198.51.100.6");
  }

  @Test
  void aNetworkIsOneAndAnAddressIsOneHoweverItIsWritten() {
    passes("2001:db8:0:1::1");
    passes("2001:db8:0:1::2");
    refused("2001:db8:0:1:ffff::3");
    passes("2001:db8:0:2::1");

    passes("198.51.100.1");
    passes("::ffff:198.51.100.1");
    refused("198.51.100.1");
  }

  @Test
  void afterAWhileEverybodyBeginsAnew() {
    passes("198.51.100.1");
    passes("198.51.100.1");
    refused("198.51.100.1");
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    passes("198.51.100.1");
    passes("198.51.100.1");
    refused("198.51.100.1");
  }
}
