package org.ibid.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.riot.resultset.ResultSetLang;

/** Names the forms in which the answer to a query can be written. */
enum AnswerFormat {
  TABLE(null, null),
  CSV(ResultSetLang.RS_CSV, null),
  TSV(ResultSetLang.RS_TSV, null),
  JSON(ResultSetLang.RS_JSON, RDFFormat.JSONLD),
  XML(ResultSetLang.RS_XML, RDFFormat.RDFXML),
  TURTLE(null, RDFFormat.TURTLE_PRETTY),
  NTRIPLES(null, RDFFormat.NTRIPLES_UTF8);

  private final Lang rows;
  private final RDFFormat triples;

  AnswerFormat(Lang rows, RDFFormat triples) {
    this.rows = rows;
    this.triples = triples;
  }

  /** The form for rows (SELECT, ASK), or null when it has none. */
  Lang rows() {
    return rows;
  }

  /** The form for triples (CONSTRUCT, DESCRIBE), or null when it has none. */
  RDFFormat triples() {
    return triples;
  }

  static String namesForRows() {
    return Arrays.stream(values())
        .filter(format -> format == TABLE || format.rows != null)
        .map(AnswerFormat::toString)
        .collect(Collectors.joining(", "));
  }

  static String namesForTriples() {
    return Arrays.stream(values())
        .filter(format -> format.triples != null)
        .map(AnswerFormat::toString)
        .collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
