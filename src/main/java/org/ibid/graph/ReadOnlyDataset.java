package org.ibid.graph;

import org.apache.jena.query.ReadWrite;
import org.apache.jena.query.TxnType;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphReadOnly;

/**
 * Refuses write transactions at their beginning, where Jena's own read-only dataset would only log
 * a warning and let the writer shut out the readers.
 */
final class ReadOnlyDataset extends DatasetGraphReadOnly {

  ReadOnlyDataset(DatasetGraph dataset) {
    super(dataset);
  }

  @Override
  public void begin(TxnType type) {
    if (type == TxnType.WRITE) {
      throw new UnsupportedOperationException("the graph is read-only");
    }
    super.begin(TxnType.READ);
  }

  @Override
  public void begin(ReadWrite mode) {
    begin(TxnType.convert(mode));
  }

  @Override
  public boolean promote(Promote mode) {
    return false;
  }
}
