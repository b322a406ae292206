package org.qunfang.testing.parts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports of the loopback interface. */
public final class Ports {

  private Ports() {}

  /** Whether nobody listens there. */
  public static boolean free(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * The first of {@code count} free ports in a row, below those that the system hands out to
   * outgoing connections: a part that is stopped and started again must find its port free.
   */
  public static int unused(int count) {
    for (int attempt = 0; attempt < 200; attempt++) {
      int first = ThreadLocalRandom.current().nextInt(20_000, 32_000);
      boolean allFree = true;
      for (int port = first; port < first + count; port++) {
        allFree &= free(port);
      }
      if (allFree) {
        return first;
      }
    }
    throw new IllegalStateException("no free port between 20000 and 32000");
  }

  /** Whether somebody accepts connections there. */
  public static boolean answers(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
