package org.ibid.validate;

import org.apache.jena.graph.Node;
import org.apache.jena.shacl.vocabulary.SHACL;

/** Says how much a finding matters. */
public enum Severity {
  /** The graph must not be published so. */
  VIOLATION,

  /** Somebody should look at it; it may be right. */
  WARNING,

  /** Worth knowing. */
  INFO;

  static Severity of(Node shaclSeverity) {
    if (SHACL.Warning.equals(shaclSeverity)) {
      return WARNING;
    }
    return SHACL.Info.equals(shaclSeverity) ? INFO : VIOLATION;
  }
}
