package org.qunfang.resident.importing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file that was sent, on disk as long as it is being read and without a name from the first byte
 * on: whatever ends the service, nothing of it is left.
 */
final class Spool implements Closeable {

  private static final int BUFFER = 1 << 16;

  private final FileChannel file;
  private final String digest;

  private Spool(FileChannel file, String digest) {
    this.file = file;
    this.digest = digest;
  }

  static Spool of(InputStream body) throws IOException {
    Path path = Files.createTempFile("roster", null);
    FileChannel file =
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    try {
      return new Spool(file, copy(body, file));
    } catch (IOException | RuntimeException failed) {
      file.close();
      throw failed;
    }
  }

  private static String copy(InputStream body, FileChannel file) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = new DigestInputStream(body, digest)) {
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
        while (bytes.hasRemaining()) {
          file.write(bytes);
        }
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What tells this file from all others. */
  String digest() {
    return digest;
  }

  /** The file from its beginning, as often as it is needed. */
  InputStream open() {
    return new InputStream() {
      private long position;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int from, int length) throws IOException {
        int read = file.read(ByteBuffer.wrap(bytes, from, length), position);
        position += Math.max(read, 0);
        return read;
      }
    };
  }

  /** The same, to be read in any order. */
  Positions channel() throws IOException {
    file.position(0);
    return new Positions(file);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /**
   * The file for a reader of packed files, who may read so much before it is told to go on: the
   * directory of a file is not longer than a workbook needs.
   */
  static final class Positions implements SeekableByteChannel {

    private static final long DIRECTORY = 1 << 20;

    private final FileChannel file;
    private long left = DIRECTORY;

    private Positions(FileChannel file) {
      this.file = file;
    }

    void goOn() {
      left = Long.MAX_VALUE;
    }

    @Override
    public int read(ByteBuffer bytes) throws IOException {
      left -= bytes.remaining();
      if (left < 0) {
        throw UnreadableRoster.TOO_MUCH_INSIDE.problem();
      }
      return file.read(bytes);
    }

    @Override
    public long position() throws IOException {
      return file.position();
    }

    @Override
    public SeekableByteChannel position(long position) throws IOException {
      file.position(position);
      return this;
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public int write(ByteBuffer bytes) {
      throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
      throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
      return file.isOpen();
    }

    /** The file is closed by whoever opened it. */
    @Override
    public void close() {}
  }
}
