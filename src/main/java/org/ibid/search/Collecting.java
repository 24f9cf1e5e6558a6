package org.ibid.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;

/** Collects the numbers of all documents that are found, in no order. */
final class Collecting extends SimpleCollector {

  private final List<Integer> documents = new ArrayList<>();
  private int base;

  private Collecting() {}

  static CollectorManager<Collecting, List<Integer>> all() {
    return new CollectorManager<>() {
      @Override
      public Collecting newCollector() {
        return new Collecting();
      }

      @Override
      public List<Integer> reduce(Collection<Collecting> parts) {
        List<Integer> all = new ArrayList<>();
        parts.forEach(part -> all.addAll(part.documents));
        return all;
      }
    };
  }

  @Override
  protected void doSetNextReader(LeafReaderContext leaf) {
    base = leaf.docBase;
  }

  @Override
  public void collect(int document) {
    documents.add(base + document);
  }

  @Override
  public ScoreMode scoreMode() {
    return ScoreMode.COMPLETE_NO_SCORES;
  }
}
