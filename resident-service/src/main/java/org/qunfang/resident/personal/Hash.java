package org.qunfang.resident.personal;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.HexFormat;

/** The keyed hash of a document; equal when it has the same bytes. */
public record Hash(byte[] bytes) {

  /** As the database driver takes it. */
  public Buffer buffer() {
    return Buffer.buffer(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes, 0, 4);
  }
}
