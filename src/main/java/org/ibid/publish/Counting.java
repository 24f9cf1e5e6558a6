package org.ibid.publish;

import java.io.IOException;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;

/** Counts how many of the documents that are found have each value of a field. */
final class Counting extends SimpleCollector {

  private final String field;
  private final SortedMap<String, Integer> counts = new TreeMap<>();
  private SortedSetDocValues values;
  private int[] here;

  private Counting(String field) {
    this.field = field;
  }

  static CollectorManager<Counting, SortedMap<String, Integer>> of(String field) {
    return new CollectorManager<>() {
      @Override
      public Counting newCollector() {
        return new Counting(field);
      }

      @Override
      public SortedMap<String, Integer> reduce(Collection<Counting> parts) {
        SortedMap<String, Integer> all = new TreeMap<>();
        parts.forEach(
            part -> part.counts.forEach((value, count) -> all.merge(value, count, Integer::sum)));
        return all;
      }
    };
  }

  @Override
  protected void doSetNextReader(LeafReaderContext leaf) throws IOException {
    values = DocValues.getSortedSet(leaf.reader(), field);
    here = new int[Math.toIntExact(values.getValueCount())];
  }

  @Override
  public void collect(int document) throws IOException {
    if (values.advanceExact(document)) {
      for (int i = values.docValueCount(); i > 0; i--) {
        here[(int) values.nextOrd()]++;
      }
    }
  }

  @Override
  public void finish() throws IOException {
    for (int i = 0; i < here.length; i++) {
      if (here[i] > 0) {
        counts.merge(values.lookupOrd(i).utf8ToString(), here[i], Integer::sum);
      }
    }
  }

  @Override
  public ScoreMode scoreMode() {
    return ScoreMode.COMPLETE_NO_SCORES;
  }
}
