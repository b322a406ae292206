package org.qunfang.resident.certificate;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.qunfang.security.Problem;

/** Lets so many verifications through in a stretch of time, and no more: trying finds nothing. */
@Singleton
class Turnstile {

  private final int most;
  private final Duration within;
  private final AtomicReference<Stretch> now =
      new AtomicReference<>(new Stretch(System.nanoTime(), 0));

  Turnstile(CertificateConfig config) {
    this.most = config.verifications();
    this.within = config.verificationsWithin();
  }

  private record Stretch(long began, int passed) {}

  /**
   * @throws Problem 429 when it is too many
   */
  void pass() {
    long at = System.nanoTime();
    Stretch stretch =
        now.updateAndGet(
            last ->
                at - last.began() < within.toNanos()
                    ? new Stretch(last.began(), last.passed() + 1)
                    : new Stretch(at, 1));
    if (stretch.passed() > most) {
      throw Problem.tooManyRequests(
          "TOO_MANY_VERIFICATIONS", "Too many certificates at once.", within);
    }
  }
}
