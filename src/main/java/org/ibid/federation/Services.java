package org.ibid.federation;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.system.G;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.ibid.graph.BadInputException;
import org.ibid.graph.Home;
import org.ibid.graph.Ibid;
import org.ibid.graph.SourceFile;

/** Lists the endpoints to which queries may go. */
public final class Services {

  private static final String SD = "http://www.w3.org/ns/sparql-service-description#";
  private static final Node SERVICE = NodeFactory.createURI(SD + "Service");
  private static final Node ENDPOINT = NodeFactory.createURI(SD + "endpoint");

  private final Map<Node, Service> services;

  private Services(Map<Node, Service> services) {
    this.services = services;
  }

  /** No endpoint at all. */
  public static Services none() {
    return new Services(Map.of());
  }

  /**
   * Reads {@code queries/services.ttl}: each {@code sd:Service} is one that queries may name. Its
   * {@code sd:endpoint} is where requests go, its {@code dcterms:hasPart} the graph here that holds
   * a part of it.
   *
   * @throws BadInputException if the file is not what it should be; without a file there are none
   */
  public static Services read(Home home) {
    java.nio.file.Path file = home.queries().resolve("services.ttl");
    if (!java.nio.file.Files.exists(file)) {
      return none();
    }
    Graph graph = GraphFactory.createDefaultGraph();
    SourceFile.read(home, file, Ibid.CANDIDATE_GRAPH).triples().forEach(graph::add);
    Map<String, Service> services = new TreeMap<>();
    for (Node iri : G.listPO(graph, RDF.type.asNode(), SERVICE)) {
      Node endpoint = G.getZeroOrOneSP(graph, iri, ENDPOINT);
      Node label = G.getZeroOrOneSP(graph, iri, RDFS.label.asNode());
      if (endpoint == null || label == null) {
        throw new BadInputException(
            home.show(file), "the service " + iri + " needs one sd:endpoint and one rdfs:label");
      }
      services.put(
          iri.getURI(),
          new Service(
              iri,
              label.getLiteralLexicalForm(),
              address(endpoint.getURI()),
              G.getZeroOrOneSP(graph, iri, DCTerms.hasPart.asNode())));
    }
    Map<Node, Service> byIri = new LinkedHashMap<>();
    services.values().forEach(service -> byIri.put(service.iri(), service));
    return new Services(byIri);
  }

  /**
   * The same with one more, or with one that is reached elsewhere.
   *
   * @param spec {@code IRI}, or {@code IRI=ADDRESS} when requests go to another address
   * @throws BadInputException if it is neither
   */
  public Services with(String spec) {
    int equals = spec.indexOf("=http");
    String iri = equals < 0 ? spec : spec.substring(0, equals);
    URI address = address(equals < 0 ? spec : spec.substring(equals + 1));
    address(iri);
    Node name = NodeFactory.createURI(iri);
    Service known = services.get(name);
    Map<Node, Service> more = new LinkedHashMap<>(services);
    more.put(name, known == null ? new Service(name, iri, address, null) : known.at(address));
    return new Services(more);
  }

  private static URI address(String text) {
    try {
      URI address = new URI(text);
      if (address.getHost() != null && String.valueOf(address.getScheme()).startsWith("http")) {
        return address;
      }
    } catch (URISyntaxException e) {
      // It is refused below.
    }
    throw new BadInputException(text, "this is not the address of a service (http://host/path)");
  }

  public Optional<Service> find(Node iri) {
    return Optional.ofNullable(services.get(iri));
  }

  public Collection<Service> all() {
    return services.values();
  }

  /** What queries call them. */
  public Set<Node> iris() {
    return services.keySet();
  }
}
