package org.qunfang.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.qunfang.testing.parts.Ports;

/**
 * The TCP line between a service under test and a part that it shares with others: the test can cut
 * it, for this service only, which then meets what it meets when the part is down: open connections
 * break, new ones are refused.
 */
public final class Line {

  private final int port = Ports.unused(1);
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private @Nullable ServerSocket entrance;
  private @Nullable Thread porter;

  /** A line, up, to a port of this machine. */
  public Line(int target) {
    this.target = target;
    mend();
  }

  /** Where the service connects to. */
  public int port() {
    return port;
  }

  /** The part is gone for the service, and its port is free. */
  public synchronized void cut() {
    if (entrance != null && porter != null) {
      close(entrance);
      // The port is given back only when the thread that accepts has seen the end of it.
      join(porter);
      entrance = null;
      porter = null;
    }
    open.forEach(Line::close);
    open.clear();
  }

  /** The part is back, at the same address. */
  public synchronized void mend() {
    if (entrance != null) {
      return;
    }
    try {
      var opened = new ServerSocket();
      opened.setReuseAddress(true);
      opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
      entrance = opened;
      porter = Thread.ofVirtual().start(() -> accept(opened));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(ServerSocket from) {
    try {
      while (true) {
        connect(from.accept());
      }
    } catch (IOException e) {
      // The line was cut.
      close(from);
    }
  }

  private void connect(Socket caller) {
    try {
      var callee = new Socket(InetAddress.getLoopbackAddress(), target);
      open.add(caller);
      open.add(callee);
      Thread.ofVirtual().start(() -> pump(caller, callee));
      Thread.ofVirtual().start(() -> pump(callee, caller));
    } catch (IOException e) {
      // Nobody is behind the line either.
      close(caller);
    }
  }

  private void pump(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // One side hung up, and so the other must.
      close(to);
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the line was cut", e);
    }
  }

  private static void close(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      throw new IllegalStateException("a socket that cannot be closed", e);
    }
  }
}
