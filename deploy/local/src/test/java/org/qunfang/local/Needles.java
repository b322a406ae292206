package org.qunfang.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Looks for something in every byte of a folder. */
final class Needles {

  private static final int CHUNK = 1 << 20;

  private final Map<String, byte[]> needles = new LinkedHashMap<>();
  private int longest;

  /** A text, plain in whatever a program may have written it in. */
  Needles text(String what, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    bytes(what, bytes);
    bytes(what + " in UTF-16", text.getBytes(StandardCharsets.UTF_16LE));
    bytes(what + " in GB 18030", text.getBytes(java.nio.charset.Charset.forName("GB18030")));
    // Without the ends, which depend on what stands before and behind.
    String base64 = Base64.getEncoder().withoutPadding().encodeToString(bytes);
    if (base64.length() > 12) {
      bytes(
          what + " in Base64",
          base64.substring(0, base64.length() - 2).getBytes(StandardCharsets.US_ASCII));
    }
    return this;
  }

  Needles bytes(String what, byte[] bytes) {
    needles.put(what, bytes);
    longest = Math.max(longest, bytes.length);
    return this;
  }

  /** What was found, and in which files. */
  List<String> in(Path folder) {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        search(file, found);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  /** What was found in a text. */
  List<String> in(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return needles.entrySet().stream()
        .filter(needle -> contains(bytes, bytes.length, needle.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private void search(Path file, List<String> found) throws IOException {
    byte[] window = new byte[CHUNK + longest];
    try (InputStream in = Files.newInputStream(file)) {
      int kept = 0;
      int read;
      while ((read = in.readNBytes(window, kept, CHUNK)) > 0) {
        int length = kept + read;
        for (var needle : needles.entrySet()) {
          if (contains(window, length, needle.getValue())) {
            found.add(needle.getKey() + " in " + file);
          }
        }
        kept = Math.min(longest - 1, length);
        System.arraycopy(window, length - kept, window, 0, kept);
      }
    } catch (NoSuchFileException gone) {
      // Databases throw files away while one looks.
    }
  }

  private static boolean contains(byte[] hay, int length, byte[] needle) {
    for (int i = 0; i <= length - needle.length; i++) {
      int j = 0;
      while (j < needle.length && hay[i + j] == needle[j]) {
        j++;
      }
      if (j == needle.length) {
        return true;
      }
    }
    return false;
  }
}
