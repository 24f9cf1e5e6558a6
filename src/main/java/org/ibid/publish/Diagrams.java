package org.ibid.publish;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.ibid.publish.Diagram.Box;
import org.ibid.publish.Diagram.Line;

/** Draws what a vocabulary says of classes: what joins them, and which is a kind of which. */
final class Diagrams {

  private static final Node SUBCLASS_OF =
      NodeFactory.createURI("http://www.w3.org/2000/01/rdf-schema#subClassOf");

  private static final int BOX_HEIGHT = 30;
  private static final int LAYER = 84;
  private static final int ROW = 38;
  private static final int INDENT = 22;
  private static final int GAP = 20;
  private static final int EDGE = 2;

  /** So wide is a letter on average, and so much room is beside the letters of a box. */
  private static final double LETTER = 7.2;

  private static final int PADDING = 24;

  private final String document;
  private final Names names;

  Diagrams(String document, Names names) {
    this.document = document;
    this.names = names;
  }

  /** That things of one class lead to things of another by a property. */
  record Edge(Node from, Node property, Node to) {}

  // ---- What joins classes

  /** Classes from the top down, each below the first that leads to it. */
  Diagram joined(String id, String title, String description, List<Edge> edges) {
    Map<Node, List<Edge>> below = new LinkedHashMap<>();
    Set<Node> placed = new LinkedHashSet<>();
    List<Edge> loops = new ArrayList<>();
    for (Edge edge : edges) {
      placed.add(edge.from());
      if (edge.from().equals(edge.to())) {
        loops.add(edge);
      } else if (placed.add(edge.to())) {
        below.computeIfAbsent(edge.from(), key -> new ArrayList<>()).add(edge);
      }
    }
    Map<Node, Box> boxes = new LinkedHashMap<>();
    List<Line> lines = new ArrayList<>();
    int[] right = {EDGE};
    Set<Node> lower = new LinkedHashSet<>();
    below.values().forEach(all -> all.forEach(edge -> lower.add(edge.to())));
    placed.stream()
        .filter(node -> !lower.contains(node))
        .forEach(root -> place(root, 0, below, boxes, right));
    below.forEach(
        (from, all) ->
            all.forEach(edge -> lines.add(down(boxes.get(from), boxes.get(edge.to()), edge))));
    int width = right[0] - GAP + EDGE;
    for (Edge loop : loops) {
      Line line = around(boxes.get(loop.from()), loop);
      lines.add(line);
      width = Math.max(width, line.x() + (int) (LETTER * line.name().text().length()) / 2 + EDGE);
    }
    int height =
        boxes.values().stream().mapToInt(box -> box.y() + box.height()).max().orElse(0) + EDGE;
    return new Diagram(
        id, title, description, width, height, true, lines, List.copyOf(boxes.values()));
  }

  /** Places a class above those that it leads to; says where its middle is. */
  private int place(
      Node node, int depth, Map<Node, List<Edge>> below, Map<Node, Box> boxes, int[] right) {
    int width = width(node);
    int start = right[0];
    Set<Node> placedBefore = Set.copyOf(boxes.keySet());
    List<Integer> middles = new ArrayList<>();
    for (Edge edge : below.getOrDefault(node, List.of())) {
      middles.add(place(edge.to(), depth + 1, below, boxes, right));
    }
    int middle;
    if (middles.isEmpty()) {
      middle = start + width / 2;
      right[0] = start + width + GAP;
    } else {
      middle = (middles.get(0) + middles.get(middles.size() - 1)) / 2;
      int missing = start + width / 2 - middle;
      if (missing > 0) {
        // A box that is wider than all below it has them in its middle.
        Set<Node> under = new LinkedHashSet<>(boxes.keySet());
        under.removeAll(placedBefore);
        under.forEach(lower -> boxes.computeIfPresent(lower, (key, box) -> box.moved(missing)));
        middle += missing;
        right[0] += missing;
      }
      right[0] = Math.max(right[0], middle + width / 2 + GAP);
    }
    boxes.put(node, box(node, middle - width / 2, EDGE + depth * LAYER, width));
    return middle;
  }

  private Line down(Box from, Box to, Edge edge) {
    int startX = from.textX();
    int startY = from.y() + from.height();
    int endX = to.textX();
    int endY = to.y();
    int middle = (startY + endY) / 2;
    String path =
        startX == endX
            ? "M" + startX + " " + startY + "V" + (endY - 1)
            : "M"
                + startX
                + " "
                + startY
                + "C"
                + startX
                + " "
                + middle
                + " "
                + endX
                + " "
                + startY
                + " "
                + endX
                + " "
                + (endY - 1);
    return new Line(path, true, names.value(edge.property()), endX, endY - 18);
  }

  /** From the right side of a box back to it. */
  private Line around(Box box, Edge edge) {
    int x = box.x() + box.width();
    int y = box.y() + box.height() / 2;
    String path =
        "M" + x + " " + (y - 7) + "C" + (x + 26) + " " + (y - 14) + " " + (x + 26) + " " + (y + 14)
            + " " + (x + 1) + " " + (y + 7);
    Value name = names.value(edge.property());
    return new Line(path, true, name, x + 26 + (int) (LETTER * name.text().length()) / 2, y + 4);
  }

  // ---- Which is a kind of which

  /** A tree for each class that has kinds among the terms of the document. */
  List<Diagram> kinds(Graph ontology) {
    Map<Node, Set<Node>> below = new LinkedHashMap<>();
    Set<Node> lower = new LinkedHashSet<>();
    Comparator<Node> byName =
        Comparator.comparing(names::of).thenComparing(node -> node.toString());
    ontology
        .find(Node.ANY, SUBCLASS_OF, Node.ANY)
        .filterKeep(triple -> isOwn(triple.getSubject()) && triple.getObject().isURI())
        .forEachRemaining(
            triple -> {
              below
                  .computeIfAbsent(triple.getObject(), key -> new TreeSet<>(byName))
                  .add(triple.getSubject());
              lower.add(triple.getSubject());
            });
    List<Diagram> diagrams = new ArrayList<>();
    below.keySet().stream()
        .filter(node -> !lower.contains(node))
        .sorted(byName)
        .map(root -> tree(root, below))
        .filter(diagram -> diagram.boxes().size() > 2)
        .forEach(diagrams::add);
    return List.copyOf(diagrams);
  }

  private Diagram tree(Node root, Map<Node, Set<Node>> below) {
    List<Box> boxes = new ArrayList<>();
    List<Line> lines = new ArrayList<>();
    hang(root, 0, below, boxes, lines, new LinkedHashSet<>());
    int width = boxes.stream().mapToInt(box -> box.x() + box.width()).max().orElse(0) + EDGE;
    String name = names.of(root);
    String title = "Kinds of " + name;
    return new Diagram(
        "kinds-" + Iris.localName(root.getURI()),
        title,
        "A tree of "
            + boxes.size()
            + " classes: under each class stand those that are kinds of it.",
        width,
        boxes.size() * ROW + EDGE,
        false,
        lines,
        boxes);
  }

  private void hang(
      Node node,
      int depth,
      Map<Node, Set<Node>> below,
      List<Box> boxes,
      List<Line> lines,
      Set<Node> seen) {
    seen.add(node);
    Box box = box(node, EDGE + depth * INDENT, EDGE + boxes.size() * ROW, width(node));
    boxes.add(box);
    for (Node lower : below.getOrDefault(node, Set.of())) {
      if (!seen.contains(lower)) {
        int y = EDGE + boxes.size() * ROW + BOX_HEIGHT / 2;
        int x = box.x() + INDENT / 2;
        lines.add(
            new Line(
                "M" + x + " " + (box.y() + BOX_HEIGHT) + "V" + y + "H" + (box.x() + INDENT),
                false,
                null,
                0,
                0));
        hang(lower, depth + 1, below, boxes, lines, seen);
      }
    }
  }

  // ---- Boxes

  private boolean isOwn(Node node) {
    return node.isURI() && node.getURI().startsWith(document + "#");
  }

  private int width(Node node) {
    return (int) Math.ceil(names.of(node).length() * LETTER) + PADDING;
  }

  private Box box(Node node, int x, int y, int width) {
    return new Box(x, y, width, BOX_HEIGHT, names.value(node), isOwn(node));
  }
}
