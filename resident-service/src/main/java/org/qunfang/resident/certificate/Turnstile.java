package org.qunfang.resident.certificate;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import io.netty.util.NetUtil;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.qunfang.security.Problem;

/**
 * Lets so many verifications through in a stretch of time, and no more: trying finds nothing. Each
 * address has a limit of its own, so that nobody can use up what is there for all; the limit of all
 * together is what an instance can bear.
 *
 * <p>An address is what a trusted proxy says ({@code quarkus.http.proxy}), and of IPv6 the network:
 * one subscriber has all of that. Addresses are in memory for the stretch, and nowhere else.
 */
@Singleton
class Turnstile {

  /** Beyond that the least frequent are forgotten and begin anew; all together still count. */
  private static final int ADDRESSES = 100_000;

  private static final int NETWORK_BYTES = 8;

  private final int most;
  private final int mostOfOne;
  private final Duration within;
  private final LoadingCache<Object, AtomicInteger> byAddress;
  private final LoadingCache<Object, AtomicInteger> together;

  @Inject
  Turnstile(CertificateConfig config) {
    this(
        config.verifications(),
        config.verificationsOfOne(),
        config.verificationsWithin(),
        Ticker.systemTicker());
  }

  Turnstile(int most, int mostOfOne, Duration within, Ticker ticker) {
    this.most = most;
    this.mostOfOne = mostOfOne;
    this.within = within;
    this.byAddress = counts(ADDRESSES, ticker);
    this.together = counts(1, ticker);
  }

  /** Each begins with the first that passes, and begins anew when its time is over. */
  private LoadingCache<Object, AtomicInteger> counts(int size, Ticker ticker) {
    return Caffeine.newBuilder()
        .maximumSize(size)
        .expireAfterWrite(within)
        .ticker(ticker)
        .executor(Runnable::run)
        .build(key -> new AtomicInteger());
  }

  /**
   * Lets somebody pass.
   *
   * @param address of whoever asks, as text; null when it is not known
   * @throws Problem 429 when it is too many
   */
  void pass(@Nullable String address) {
    if (count(byAddress, network(address)) > mostOfOne || count(together, Turnstile.class) > most) {
      throw Problem.tooManyRequests(
          "TOO_MANY_VERIFICATIONS", "Too many certificates at once.", within);
    }
  }

  private static int count(LoadingCache<Object, AtomicInteger> counts, Object key) {
    return counts.get(key).incrementAndGet();
  }

  private static Object network(@Nullable String address) {
    InetAddress known =
        address == null ? null : NetUtil.createInetAddressFromIpAddressString(address);
    return known instanceof Inet6Address
        ? ByteBuffer.wrap(known.getAddress(), 0, NETWORK_BYTES)
        : Objects.requireNonNullElse(known, Turnstile.class);
  }
}
