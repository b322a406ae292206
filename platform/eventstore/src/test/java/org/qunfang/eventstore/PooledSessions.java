package org.qunfang.eventstore;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.common.BaseDataSource;

/**
 * A pool at its most unkind: it hands out the session that has rested longest, and keeps three, so
 * that whatever a session takes along stays in the way.
 */
final class PooledSessions extends org.postgresql.ds.PGSimpleDataSource {

  private static final long serialVersionUID = 1L;

  private final transient BaseDataSource sessions;
  private final transient Deque<Connection> resting = new ArrayDeque<>();
  private final AtomicInteger borrowed = new AtomicInteger();

  PooledSessions(BaseDataSource sessions) throws SQLException {
    this.sessions = sessions;
    for (int i = 0; i < 3; i++) {
      resting.add(((DataSource) sessions).getConnection());
    }
  }

  /** How often a session was borrowed after the first two, which the start takes. */
  int borrowed() {
    return borrowed.get() - 2;
  }

  @Override
  public synchronized Connection getConnection() throws SQLException {
    borrowed.incrementAndGet();
    Connection session = resting.removeFirst();
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                giveBack(session);
                return null;
              }
              try {
                return method.invoke(session, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private synchronized void giveBack(Connection session) {
    resting.addLast(session);
  }
}
