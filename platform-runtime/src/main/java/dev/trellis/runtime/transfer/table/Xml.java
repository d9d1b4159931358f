package dev.trellis.runtime.transfer.table;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Pulls elements out of an XML part of a workbook. No DTD, no entities, bounded depth, names and
 * attributes.
 */
final class Xml implements AutoCloseable {
  private static final XMLInputFactory FACTORY = factory();

  private final InputStream in;
  private final XMLStreamReader reader;

  Xml(InputStream in) {
    this.in = in;
    try {
      this.reader = FACTORY.createXMLStreamReader(in);
    } catch (XMLStreamException e) {
      throw failed(e);
    }
  }

  private static XMLInputFactory factory() {
    var factory = new WstxInputFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    factory.setProperty(WstxInputProperties.P_MIN_TEXT_SEGMENT, 1_024);
    factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, 64);
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, 64 << 10);
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, 100);
    // Strangers invent names without end; they are not kept for other documents.
    factory.setProperty(WstxInputProperties.P_CACHE_DTDS, false);
    factory.setProperty(com.ctc.wstx.api.WstxInputProperties.P_LAZY_PARSING, true);
    return factory;
  }

  /** On to the next start or end of an element; false at the end of the document. */
  boolean next() {
    try {
      while (reader.hasNext()) {
        int event = reader.next();
        if (event == XMLStreamConstants.START_ELEMENT || event == XMLStreamConstants.END_ELEMENT) {
          return true;
        }
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
          throw TableException.of("broken_workbook");
        }
      }
      return false;
    } catch (XMLStreamException e) {
      throw failed(e);
    }
  }

  boolean isStart(String name) {
    return reader.isStartElement() && reader.getLocalName().equals(name);
  }

  boolean isEnd(String name) {
    return reader.isEndElement() && reader.getLocalName().equals(name);
  }

  @Nullable String attribute(String name) {
    return reader.getAttributeValue(null, name);
  }

  /** An attribute of the relationships namespace, strict or transitional. */
  @Nullable String relationship(String name) {
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      String namespace = reader.getAttributeNamespace(i);
      if (reader.getAttributeLocalName(i).equals(name)
          && namespace != null
          && namespace.endsWith("/relationships")) {
        return reader.getAttributeValue(i);
      }
    }
    return null;
  }

  /**
   * Adds the text up to the end of the current element, that of inner elements left out; what goes
   * beyond {@code max} characters is dropped.
   *
   * @return whether anything was dropped
   */
  boolean text(StringBuilder into, int max) {
    boolean isCut = false;
    int depth = 1;
    try {
      while (depth > 0 && reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> depth++;
          case XMLStreamConstants.END_ELEMENT -> depth--;
          case XMLStreamConstants.CHARACTERS,
              XMLStreamConstants.CDATA,
              XMLStreamConstants.SPACE -> {
            if (depth == 1) {
              int length = reader.getTextLength();
              int granted = Math.min(length, max - into.length());
              isCut |= granted < length;
              into.append(reader.getTextCharacters(), reader.getTextStart(), granted);
            }
          }
          default -> {
            // comments and processing instructions say nothing
          }
        }
      }
    } catch (XMLStreamException e) {
      throw failed(e);
    }
    return isCut;
  }

  private static RuntimeException failed(XMLStreamException e) {
    if (e.getNestedException() instanceof TableException bomb) {
      return bomb;
    }
    return TableException.of("broken_workbook");
  }

  @Override
  public void close() {
    try {
      reader.close();
      in.close();
    } catch (XMLStreamException | IOException e) {
      // Nothing is lost: the part was only read.
    }
  }
}
