package org.qunfang.testing.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;

/**
 * Folders that are costly to make and the same for everybody: unpacked programs, empty data
 * directories.
 *
 * <p>A folder appears whole or not at all, whoever is killed on the way, and only one process makes
 * it. The version and everything else that matters must be part of its name.
 */
final class Cache {

  /** Fills an empty folder. */
  @FunctionalInterface
  interface Maker {
    void make(Path empty) throws IOException;
  }

  private Cache() {}

  static Path root() {
    var chosen = System.getenv("QUNFANG_CACHE");
    return chosen == null
        ? Path.of(System.getProperty("user.home"), ".cache", "qunfang")
        : Path.of(chosen);
  }

  /** The folder of that name, made now if nobody has made it yet. */
  static Path folder(String name, Maker maker) {
    var folder = root().resolve(name);
    if (Files.isDirectory(folder)) {
      return folder;
    }
    try {
      Files.createDirectories(root());
      return locked(
          root().resolve(name + ".lock"),
          () -> {
            if (!Files.isDirectory(folder)) {
              var unfinished = root().resolve(name + ".unfinished");
              delete(unfinished);
              Files.createDirectories(unfinished);
              maker.make(unfinished);
              Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
            }
            return folder;
          });
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + folder, e);
    }
  }

  /** Something that only one process of this machine may do at a time. */
  @FunctionalInterface
  interface Alone<T> {
    T run() throws IOException;
  }

  static <T> T locked(Path file, Alone<T> action) throws IOException {
    synchronized (Cache.class) {
      try (var channel =
              FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var lock = channel.lock()) {
        if (!lock.isValid()) {
          throw new IOException("lost the lock " + file);
        }
        return action.run();
      }
    }
  }

  static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes)
              throws IOException {
            try {
              Files.copy(dir, to.resolve(from.relativize(dir)), StandardCopyOption.COPY_ATTRIBUTES);
            } catch (FileAlreadyExistsException e) {
              if (!Files.isDirectory(to.resolve(from.relativize(dir)))) {
                throw e;
              }
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(
                file,
                to.resolve(from.relativize(file)),
                StandardCopyOption.COPY_ATTRIBUTES,
                LinkOption.NOFOLLOW_LINKS);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (var all = Files.walk(folder)) {
      for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
