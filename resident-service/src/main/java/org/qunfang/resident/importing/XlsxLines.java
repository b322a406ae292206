package org.qunfang.resident.importing;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A roster as an Excel workbook (ECMA-376): the rows of its first visible sheet, read from the
 * packed file one after the other.
 *
 * <p>Its memory is bounded whatever the file unpacks to, which no library at hand promises: shared
 * texts are kept as bytes up to a limit, and neither an element nor the whole may be larger than a
 * roster's can be.
 */
final class XlsxLines implements Lines {

  /** A sheet of 200,000 persons unpacks to some 100 MB. */
  private static final long LARGEST_PART = 256L << 20;

  private static final int LARGEST_ELEMENT = 1 << 20;
  private static final int LARGEST_SHARED = 32 << 20;
  private static final int MOST_SHEETS = 2_000;
  private static final int WIDEST = 200;

  /** The longest that Excel takes. */
  private static final int LONGEST_CELL = 32_767;

  private static final String WORKBOOK = "xl/workbook.xml";
  private static final String RELATIONS = "xl/_rels/workbook.xml.rels";

  private static final XMLInputFactory XML = factory();

  private final ZipFile zip;
  private final Part sheet;
  private final SharedTexts shared;
  private int last;

  private XlsxLines(ZipFile zip, Part sheet, SharedTexts shared) {
    this.zip = zip;
    this.sheet = sheet;
    this.shared = shared;
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  static XlsxLines of(Spool file) throws IOException {
    Spool.Positions bytes = file.channel();
    try {
      ZipFile zip =
          ZipFile.builder().setSeekableByteChannel(bytes).setIgnoreLocalFileHeader(true).get();
      bytes.goOn();
      return of(zip);
    } catch (XMLStreamException | IOException | IllegalArgumentException malformed) {
      throw UnreadableRoster.NOT_XLSX.problem();
    }
  }

  private static XlsxLines of(ZipFile zip) throws IOException, XMLStreamException {
    String firstSheet = firstSheet(zip);
    Map<String, String> targets = new HashMap<>();
    String texts = relations(zip, targets);
    SharedTexts shared = texts == null ? new SharedTexts(0) : shared(zip, texts);
    return new XlsxLines(zip, Part.of(zip, targets.getOrDefault(firstSheet, "")), shared);
  }

  /** The relation of the first sheet that is shown. */
  private static String firstSheet(ZipFile zip) throws IOException, XMLStreamException {
    try (Part workbook = Part.of(zip, WORKBOOK)) {
      while (workbook.next()) {
        if (workbook.begins("sheet") && workbook.attribute("state", "visible").equals("visible")) {
          return workbook.attribute("id", "");
        }
      }
    }
    throw UnreadableRoster.NOT_XLSX.problem();
  }

  /** Collects which relation leads where, and answers where the shared texts are, if anywhere. */
  private static @Nullable String relations(ZipFile zip, Map<String, String> targets)
      throws IOException, XMLStreamException {
    String texts = null;
    try (Part relations = Part.of(zip, RELATIONS)) {
      while (relations.next()) {
        if (relations.begins("Relationship")) {
          String target = relations.attribute("Target", "");
          String path = target.startsWith("/") ? target.substring(1) : "xl/" + target;
          if (targets.size() < MOST_SHEETS) {
            targets.put(relations.attribute("Id", ""), path);
          }
          if (relations.attribute("Type", "").endsWith("/sharedStrings")) {
            texts = path;
          }
        }
      }
    }
    return texts;
  }

  private static SharedTexts shared(ZipFile zip, String path)
      throws IOException, XMLStreamException {
    SharedTexts texts = new SharedTexts(LARGEST_SHARED);
    try (Part part = Part.of(zip, path)) {
      while (part.next()) {
        if (part.begins("si") && !texts.add(part.text("si"))) {
          throw UnreadableRoster.TOO_MUCH_INSIDE.problem();
        }
      }
    }
    return texts;
  }

  @Override
  public @Nullable Line next() {
    try {
      while (sheet.next()) {
        if (sheet.begins("row")) {
          int number = Integer.parseInt(sheet.attribute("r", String.valueOf(last + 1)));
          if (number <= last) {
            throw UnreadableRoster.NOT_XLSX.problem();
          }
          last = number;
          return new Line(last, cells());
        }
      }
      return null;
    } catch (XMLStreamException | IOException | IllegalArgumentException malformed) {
      throw UnreadableRoster.NOT_XLSX.problem();
    }
  }

  private List<Cell> cells() throws IOException, XMLStreamException {
    List<Cell> cells = new ArrayList<>();
    int next = 0;
    while (sheet.next() && !sheet.ends("row")) {
      if (sheet.begins("c")) {
        String place = sheet.attribute("r", "");
        int column = place.isEmpty() ? next : column(place);
        Cell cell = cell(sheet.attribute("t", "n"));
        next = column + 1;
        if (column < WIDEST) {
          while (cells.size() <= column) {
            cells.add(Cell.BLANK);
          }
          cells.set(column, cell);
        }
      }
    }
    return cells;
  }

  /** From {@code BC17}: 54. */
  private static int column(String place) {
    int column = 0;
    for (int i = 0; i < place.length() && Character.isLetter(place.charAt(i)); i++) {
      column = Math.min(column * 26 + (place.charAt(i) - 'A' + 1), 1 << 20);
    }
    if (column <= 0) {
      throw new IllegalArgumentException("a cell that is nowhere");
    }
    return column - 1;
  }

  private Cell cell(String type) throws IOException, XMLStreamException {
    String value = "";
    boolean computed = false;
    while (sheet.next() && !sheet.ends("c")) {
      if (sheet.begins("f")) {
        computed = true;
      } else if (sheet.begins("v")) {
        value = sheet.text("v");
      } else if (sheet.begins("is")) {
        value = sheet.text("is");
      }
    }
    if (computed) {
      return new Cell("", Cell.Kind.FORMULA);
    }
    return switch (type) {
      case "s" -> Cell.text(shared.at(Integer.parseInt(value.strip())));
      case "n" -> value.isEmpty() ? Cell.BLANK : new Cell(value, Cell.Kind.NUMBER);
      case "e" -> new Cell("", Cell.Kind.FAULT);
      case "str", "inlineStr", "d", "b" -> Cell.text(value);
      default -> throw new IllegalArgumentException("a kind of cell that there is not");
    };
  }

  @Override
  public void close() throws IOException {
    sheet.close();
    zip.close();
  }

  /** One part of the package, as XML. */
  private static final class Part implements AutoCloseable {

    private final Bounded bytes;
    private final XMLStreamReader xml;

    private Part(Bounded bytes, XMLStreamReader xml) {
      this.bytes = bytes;
      this.xml = xml;
    }

    static Part of(ZipFile zip, String path) throws IOException, XMLStreamException {
      ZipArchiveEntry entry = zip.getEntry(path);
      if (entry == null) {
        throw UnreadableRoster.NOT_XLSX.problem();
      }
      Bounded bytes = new Bounded(zip.getInputStream(entry));
      return new Part(bytes, XML.createXMLStreamReader(bytes));
    }

    boolean next() throws XMLStreamException {
      bytes.allow();
      if (!xml.hasNext()) {
        return false;
      }
      xml.next();
      return true;
    }

    boolean begins(String element) {
      return xml.getEventType() == XMLStreamConstants.START_ELEMENT
          && xml.getLocalName().equals(element);
    }

    boolean ends(String element) {
      return xml.getEventType() == XMLStreamConstants.END_ELEMENT
          && xml.getLocalName().equals(element);
    }

    String attribute(String name, String otherwise) {
      for (int i = 0; i < xml.getAttributeCount(); i++) {
        if (xml.getAttributeLocalName(i).equals(name)) {
          return xml.getAttributeValue(i);
        }
      }
      return otherwise;
    }

    /** All text within this element, without how it is read aloud. */
    String text(String element) throws XMLStreamException {
      StringBuilder text = new StringBuilder();
      boolean aloud = false;
      while (next() && !ends(element)) {
        if (begins("rPh")) {
          aloud = true;
        } else if (ends("rPh")) {
          aloud = false;
        } else if (xml.isCharacters() && !aloud) {
          text.append(xml.getText());
          if (text.length() > LONGEST_CELL) {
            throw new IllegalArgumentException("a cell that no program writes");
          }
        }
      }
      return text.toString();
    }

    @Override
    public void close() throws IOException {
      try {
        xml.close();
      } catch (XMLStreamException e) {
        throw new IOException(e);
      } finally {
        bytes.close();
      }
    }
  }

  /** Unpacks so much and no more: of a part, and between one step through it and the next. */
  private static final class Bounded extends FilterInputStream {

    private long left = LARGEST_PART;
    private int leftOfElement = LARGEST_ELEMENT;

    Bounded(InputStream in) {
      super(in);
    }

    void allow() {
      leftOfElement = LARGEST_ELEMENT;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int read = super.read(bytes, from, length);
      left -= Math.max(read, 0);
      leftOfElement -= Math.max(read, 0);
      if (left < 0 || leftOfElement < 0) {
        throw UnreadableRoster.TOO_MUCH_INSIDE.problem();
      }
      return read;
    }
  }
}
