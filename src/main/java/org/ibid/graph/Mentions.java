package org.ibid.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.ibid.graph.SourceFile.Position;

/**
 * Finds where the resources of a document are named, for syntaxes whose parsers do not say where a
 * triple stands.
 */
final class Mentions {

  private final String text;
  private final List<Integer> lineStarts = new ArrayList<>();

  private Mentions(String text) {
    this.text = text;
    lineStarts.add(0);
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      lineStarts.add(i + 1);
    }
  }

  /** For each triple where its value is named after its subject, or else where its subject is. */
  static List<Position> of(List<Triple> triples, String text) {
    Mentions mentions = new Mentions(text);
    List<Position> positions = new ArrayList<>(triples.size());
    Node subject = null;
    int start = 0;
    for (Triple triple : triples) {
      if (!triple.getSubject().equals(subject)) {
        subject = triple.getSubject();
        start = Math.max(0, mentions.find(subject, 0));
      }
      int value = mentions.find(triple.getObject(), start + 1);
      positions.add(mentions.position(value >= 0 ? value : start));
    }
    return positions;
  }

  private int find(Node node, int from) {
    if (node.isBlank() || node.isTripleTerm()) {
      return -1;
    }
    String name = node.isURI() ? node.getURI() : node.getLiteralLexicalForm();
    int whole = text.indexOf(name, from);
    if (whole >= 0 || node.isLiteral()) {
      return whole;
    }
    // A shortened name: a prefix, a colon and the end of the address; or a word with a meaning.
    int cut = Math.max(name.lastIndexOf('/'), name.lastIndexOf('#')) + 1;
    String end = name.substring(cut);
    int prefixed = end.isEmpty() ? -1 : text.indexOf(":" + end + "\"", from);
    return prefixed >= 0
        ? text.lastIndexOf('"', prefixed) + 1
        : text.indexOf("\"" + end + "\"", from);
  }

  private Position position(int index) {
    int found = Collections.binarySearch(lineStarts, index);
    int line = found >= 0 ? found : -found - 2;
    return new Position(line + 1, index - lineStarts.get(line) + 1);
  }
}
