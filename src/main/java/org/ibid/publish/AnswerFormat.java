package org.ibid.publish;

import java.io.OutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.ResultSet;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.riot.ResultSetMgr;
import org.apache.jena.riot.resultset.ResultSetLang;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingBuilder;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.exec.RowSetStream;

/**
 * Names the forms in which answers and descriptions can be written: to files, to terminals and over
 * HTTP.
 */
public enum AnswerFormat {
  TABLE(null, null, List.of("text/html", "application/xhtml+xml"), "html"),
  CSV(ResultSetLang.RS_CSV, null, List.of("text/csv"), "csv"),
  TSV(ResultSetLang.RS_TSV, null, List.of("text/tab-separated-values"), "tsv"),
  JSON(
      ResultSetLang.RS_JSON,
      RDFFormat.JSONLD,
      List.of("application/sparql-results+json", "application/ld+json", "application/json"),
      "jsonld"),
  XML(
      ResultSetLang.RS_XML,
      RDFFormat.RDFXML,
      List.of("application/sparql-results+xml", "application/rdf+xml", "application/xml"),
      "rdf"),
  TURTLE(null, RDFFormat.TURTLE_PRETTY, List.of("text/turtle", "application/x-turtle"), "ttl"),
  NTRIPLES(null, RDFFormat.NTRIPLES_UTF8, List.of("application/n-triples"), "nt");

  private final Lang rows;
  private final RDFFormat triples;
  private final List<String> mediaTypes;
  private final String extension;

  AnswerFormat(Lang rows, RDFFormat triples, List<String> mediaTypes, String extension) {
    this.rows = rows;
    this.triples = triples;
    this.mediaTypes = mediaTypes;
    this.extension = extension;
  }

  /** The form for rows (SELECT, ASK), or null when it has none. */
  public Lang rows() {
    return rows;
  }

  /** Writes rows in this form. */
  public void write(RowSet rows, OutputStream out) {
    ResultSetMgr.write(
        out, ResultSet.adapt(this == CSV ? withNamedBlankNodes(rows) : rows), this.rows);
  }

  /** The same rows with {@code _:b0} for a blank node, as CSV shall show it; Jena writes b0. */
  private static RowSet withNamedBlankNodes(RowSet rows) {
    Map<Node, Node> named = new HashMap<>();
    return RowSetStream.create(
        rows.getResultVars(), Iter.map(rows, row -> withNamedBlankNodes(row, named)));
  }

  private static Binding withNamedBlankNodes(Binding row, Map<Node, Node> named) {
    BindingBuilder changed = Binding.builder();
    row.forEach(
        (Var var, Node value) ->
            changed.add(
                var,
                value.isBlank()
                    ? named.computeIfAbsent(
                        value, node -> NodeFactory.createLiteralString("_:b" + named.size()))
                    : value));
    return changed.build();
  }

  /** The form for triples (CONSTRUCT, DESCRIBE, descriptions), or null when it has none. */
  public RDFFormat triples() {
    return triples;
  }

  /** The media types by which a client may ask for it as rows, the proper one first. */
  public List<String> mediaTypesForRows() {
    return mediaTypes.stream().filter(type -> !isOnlyForTriples(type)).toList();
  }

  /** The media types by which a client may ask for it as triples, the proper one first. */
  public List<String> mediaTypesForTriples() {
    return mediaTypes.stream().filter(type -> !type.contains("sparql-results")).toList();
  }

  /** How the name of a document in this form ends, without the dot. */
  public String extension() {
    return extension;
  }

  /** The form of that name, ending or media type, in whatever case. */
  public static Optional<AnswerFormat> named(String name) {
    String wanted = name.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(
            format ->
                format.toString().equals(wanted)
                    || format.extension.equals(wanted)
                    || format.mediaTypes.contains(wanted))
        .findFirst();
  }

  public static String namesForRows() {
    return Arrays.stream(values())
        .filter(format -> format == TABLE || format.rows != null)
        .map(AnswerFormat::toString)
        .collect(Collectors.joining(", "));
  }

  public static String namesForTriples() {
    return Arrays.stream(values())
        .filter(format -> format.triples != null)
        .map(AnswerFormat::toString)
        .collect(Collectors.joining(", "));
  }

  private static boolean isOnlyForTriples(String mediaType) {
    return mediaType.equals("application/ld+json") || mediaType.equals("application/rdf+xml");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
