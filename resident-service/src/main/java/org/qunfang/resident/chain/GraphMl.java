package org.qunfang.resident.chain;

import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** A chain in GraphML, which graph tools read: nodes, directed edges, and what is known of each. */
final class GraphMl {

  static final String MEDIA_TYPE = "application/graphml+xml";

  private static final String NAMESPACE = "http://graphml.graphdrawing.org/xmlns";
  private static final List<String> OF_NODES =
      List.of("kind", "generation", "resident", "community");
  private static final List<String> OF_EDGES =
      List.of("found", "contact", "contactClass", "setting", "lastExposure");

  private final XMLStreamWriter xml;

  private GraphMl(XMLStreamWriter xml) {
    this.xml = xml;
  }

  static String of(Chain chain) {
    var text = new StringWriter();
    try {
      new GraphMl(XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text)).write(chain);
    } catch (XMLStreamException e) {
      throw new IllegalStateException("cannot write a chain", e);
    }
    return text.toString();
  }

  private void write(Chain chain) throws XMLStreamException {
    xml.writeStartDocument();
    xml.writeStartElement("graphml");
    xml.writeDefaultNamespace(NAMESPACE);
    keys("node", OF_NODES);
    keys("edge", OF_EDGES);
    xml.writeStartElement("graph");
    xml.writeAttribute("id", chain.root().toString());
    xml.writeAttribute("edgedefault", "directed");
    for (Chain.Node node : chain.nodes()) {
      xml.writeStartElement("node");
      xml.writeAttribute("id", node.id());
      data("kind", node.kind());
      data("generation", node.generation());
      data("resident", node.resident());
      data("community", node.community());
      xml.writeEndElement();
    }
    for (Chain.Edge edge : chain.edges()) {
      xml.writeStartElement("edge");
      xml.writeAttribute("source", edge.from());
      xml.writeAttribute("target", edge.to());
      data("found", edge.found());
      data("contact", edge.contact());
      data("contactClass", edge.contactClass());
      data("setting", edge.setting());
      data("lastExposure", edge.lastExposure());
      xml.writeEndElement();
    }
    xml.writeEndDocument();
  }

  private void keys(String of, List<String> names) throws XMLStreamException {
    for (String name : names) {
      xml.writeEmptyElement("key");
      xml.writeAttribute("id", name);
      xml.writeAttribute("for", of);
      xml.writeAttribute("attr.name", name);
      xml.writeAttribute(
          "attr.type",
          switch (name) {
            case "generation" -> "int";
            case "found" -> "boolean";
            default -> "string";
          });
    }
  }

  private void data(String key, @Nullable Object value) throws XMLStreamException {
    if (value != null) {
      xml.writeStartElement("data");
      xml.writeAttribute("key", key);
      xml.writeCharacters(value.toString());
      xml.writeEndElement();
    }
  }
}
