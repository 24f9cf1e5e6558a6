package org.ibid;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.graph.NodeConst;
import org.apache.jena.vocabulary.RDFS;
import org.ibid.graph.Change;
import org.ibid.graph.Ibid;

/**
 * Makes up changes to a graph as editors make them, right and wrong: of values, types, labels,
 * numbers, parts, links, whole claims, works and entities. The same seed makes the same changes.
 */
public final class RandomEdits {

  private static final List<String> LINKS =
      List.of("supports", "opposes", "repeats", "dependsOn", "cause", "effect", "includedIn");

  private final Random random;
  private final boolean withBlankNodes;
  private Graph now;
  private List<Triple> triples;
  private int made;

  public RandomEdits(Random random, boolean withBlankNodes) {
    this.random = random;
    this.withBlankNodes = withBlankNodes;
  }

  /** A change to the graph of one to four edits. */
  public Change next(Graph graph) {
    now = GraphFactory.createDefaultGraph();
    graph.find().forEach(now::add);
    triples = Excerpt.data(now);
    int edits = 1 + random.nextInt(random.nextBoolean() ? 1 : 4);
    for (int i = 0; i < edits; i++) {
      edit();
    }
    List<Quad> removed = new ArrayList<>();
    graph.find().filterDrop(now::contains).forEach(triple -> removed.add(quad(triple)));
    List<Quad> added = new ArrayList<>();
    now.find().filterDrop(graph::contains).forEach(triple -> added.add(quad(triple)));
    removed.sort(Comparator.comparing(Quad::toString));
    added.sort(Comparator.comparing(Quad::toString));
    made++;
    return Change.of(removed, added);
  }

  /** The graph after a change. */
  public static Graph after(Graph before, Change change) {
    Graph after = GraphFactory.createDefaultGraph();
    before.find().forEach(after::add);
    change.removed().forEach(quad -> after.delete(quad.asTriple()));
    change.added().forEach(quad -> after.add(quad.asTriple()));
    return after;
  }

  private static Quad quad(Triple triple) {
    return Quad.create(Ibid.ENTITIES_GRAPH, triple);
  }

  private void edit() {
    Triple any = pick(triples);
    switch (random.nextInt(withBlankNodes ? 17 : 16)) {
      case 0, 1 -> now.delete(any);
      case 2, 3 -> replace(any, alike(any).getObject());
      case 4 -> replace(any, pick(triples).getObject());
      case 5 -> replace(any, odd(any));
      case 6 -> now.add(any.getSubject(), any.getPredicate(), alike(any).getObject());
      case 7 -> addSomewhere(any);
      case 8 -> changeType(any.getSubject());
      case 9 -> removeClosure(any.getSubject());
      case 10 -> copyClosure(any.getSubject());
      case 11 -> movePart();
      case 12 -> swapObjects(any, alike(any));
      case 13 -> shareLabel(any.getSubject(), pick(triples).getSubject());
      case 14 -> link();
      case 15 -> rename(any.getSubject(), NodeFactory.createURI(any.getSubject() + "-x" + made));
      default -> addBlank(any);
    }
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** Another triple with the same predicate, or the same one when there is no other. */
  private Triple alike(Triple triple) {
    List<Triple> found = now.find(Node.ANY, triple.getPredicate(), Node.ANY).toList();
    found.removeIf(other -> !Excerpt.isData(other.getSubject()));
    return pick(sorted(found, triple));
  }

  private static List<Triple> sorted(List<Triple> found, Triple otherwise) {
    if (found.isEmpty()) {
      return List.of(otherwise);
    }
    found.sort(Comparator.comparing(Triple::toString));
    return found;
  }

  private void replace(Triple triple, Node object) {
    now.delete(triple);
    now.add(triple.getSubject(), triple.getPredicate(), object);
  }

  private Node odd(Triple triple) {
    Node object = triple.getObject();
    return switch (random.nextInt(9)) {
      case 0 -> NodeFactory.createURI(Ibid.ID + "topic/nobody-described-this-" + made);
      case 1 -> NodeFactory.createLiteralLang("Etwas anderes.", "de");
      case 2 -> NodeFactory.createLiteralLang("Something else.", "en");
      case 3 -> NodeFactory.createLiteralString("Something without a language");
      case 4 -> NodeFactory.createLiteralDT("2099", XSDDatatype.XSDgYear);
      case 5 ->
          NodeFactory.createLiteralDT(
              String.valueOf(random.nextInt(9) - 2), XSDDatatype.XSDinteger);
      case 6 -> NodeFactory.createURI(Ibid.NS + "Nonsense");
      case 7 -> triple.getSubject();
      default ->
          object.isLiteral()
              ? NodeFactory.createLiteralString(object.getLiteralLexicalForm())
              : NodeFactory.createLiteralString(object.toString());
    };
  }

  private void addSomewhere(Triple any) {
    Triple other = pick(triples);
    Node predicate =
        random.nextInt(4) == 0 ? NodeFactory.createURI(Ibid.NS + "nonsense") : other.getPredicate();
    now.add(any.getSubject(), predicate, other.getObject());
  }

  private void changeType(Node subject) {
    List<Triple> types = now.find(subject, NodeConst.nodeRDFType, Node.ANY).toList();
    if (random.nextInt(3) > 0) {
      types.forEach(now::delete);
    }
    if (random.nextInt(4) > 0) {
      List<Triple> others = now.find(Node.ANY, NodeConst.nodeRDFType, Node.ANY).toList();
      others.removeIf(triple -> !Excerpt.isData(triple.getSubject()));
      if (!others.isEmpty()) {
        others.sort(Comparator.comparing(Triple::toString));
        now.add(subject, NodeConst.nodeRDFType, pick(others).getObject());
      }
    }
  }

  /** A resource and its parts. */
  private Set<Node> closure(Node member) {
    Set<Node> nodes = new LinkedHashSet<>();
    if (Excerpt.isData(member)) {
      String owner = member.getURI().replaceFirst("[.][^/]*$", "");
      for (Triple triple : Excerpt.data(now)) {
        String subject = triple.getSubject().toString();
        if (subject.equals(owner) || subject.startsWith(owner + ".")) {
          nodes.add(triple.getSubject());
        }
      }
    }
    return nodes;
  }

  private void removeClosure(Node member) {
    Set<Node> nodes = closure(member);
    nodes.forEach(node -> now.remove(node, Node.ANY, Node.ANY));
    if (random.nextBoolean()) {
      nodes.forEach(node -> now.remove(Node.ANY, Node.ANY, node));
    }
  }

  private void copyClosure(Node member) {
    Collection<Node> nodes = closure(member);
    if (nodes.isEmpty()) {
      return;
    }
    String owner = member.getURI().replaceFirst("[.][^/]*$", "");
    String copy = owner + "-copy-" + made;
    for (Node node : nodes) {
      for (Triple triple : now.find(node, Node.ANY, Node.ANY).toList()) {
        now.add(
            moved(triple.getSubject(), owner, copy),
            triple.getPredicate(),
            moved(triple.getObject(), owner, copy));
      }
    }
  }

  private static Node moved(Node node, String owner, String to) {
    boolean own =
        node.isURI() && (node.getURI().equals(owner) || node.getURI().startsWith(owner + "."));
    return own ? NodeFactory.createURI(to + node.getURI().substring(owner.length())) : node;
  }

  /** Lets a resource lead to a part of another, or gives a part the address of another owner's. */
  private void movePart() {
    List<Triple> toParts = new ArrayList<>();
    for (Triple triple : triples) {
      if (Excerpt.isData(triple.getObject())
          && triple.getObject().getURI().matches(".*[.][^/]*$")) {
        toParts.add(triple);
      }
    }
    if (toParts.isEmpty()) {
      return;
    }
    Triple one = pick(toParts);
    Triple other = pick(toParts);
    if (random.nextBoolean()) {
      replace(one, other.getObject());
    } else {
      String role = one.getObject().getURI().replaceFirst("^.*[.]", "");
      rename(one.getObject(), NodeFactory.createURI(other.getSubject() + "." + role));
    }
  }

  private void rename(Node from, Node to) {
    for (Triple triple : now.find(from, Node.ANY, Node.ANY).toList()) {
      now.delete(triple);
      now.add(to, triple.getPredicate(), triple.getObject());
    }
    if (random.nextInt(3) > 0) {
      for (Triple triple : now.find(Node.ANY, Node.ANY, from).toList()) {
        replace(triple, to);
      }
    }
  }

  private void swapObjects(Triple one, Triple other) {
    if (now.contains(one) && now.contains(other) && Excerpt.isData(other.getSubject())) {
      replace(one, other.getObject());
      replace(other, one.getObject());
    }
  }

  private void shareLabel(Node one, Node other) {
    for (Triple label : now.find(other, RDFS.label.asNode(), Node.ANY).toList()) {
      now.add(one, label.getPredicate(), label.getObject());
    }
    for (Triple label : now.find(other, statement(), Node.ANY).toList()) {
      now.add(one, label.getPredicate(), label.getObject());
    }
  }

  private static Node statement() {
    return NodeFactory.createURI(Ibid.NS + "statement");
  }

  private void link() {
    Node predicate = NodeFactory.createURI(Ibid.NS + pick(LINKS));
    now.add(pick(triples).getSubject(), predicate, pick(triples).getSubject());
  }

  private void addBlank(Triple any) {
    Node blank = NodeFactory.createBlankNode("b" + made);
    now.add(blank, NodeConst.nodeRDFType, alike(any).getObject());
    if (random.nextBoolean()) {
      now.add(any.getSubject(), any.getPredicate(), blank);
    }
  }
}
