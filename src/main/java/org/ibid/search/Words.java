package org.ibid.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.ibid.graph.Folding;

/**
 * Finds documents by their words while somebody types them: whole words and their beginnings; where
 * there are neither, words that hold what was typed; where there are none either, words that differ
 * in few letters or begin with such a word. Cyrillic words are found by their Latin spelling too.
 */
public final class Words {

  /** Shorter words are not taken for misspelt ones. */
  private static final int SHORTEST_MISSPELT = 4;

  /** Shorter words are not looked for within others. */
  private static final int SHORTEST_WITHIN = 4;

  /**
   * Of more words the first ones are looked for: each costs time, and Lucene takes only so many.
   */
  private static final int MOST_WORDS = 50;

  /** What is longer is no word that anybody would type. */
  private static final int LONGEST = 255;

  private static final String FIELD = "words";
  private static final int EXACT = 4;
  private static final int BEGINNING = 2;
  private static final int OTHERWISE = 1;

  private Words() {}

  /**
   * What was typed, as a query.
   *
   * @param query finds the documents that have all the words, best first by its scores; none, if no
   *     word was typed
   * @param misspelt the words that there are not, each with those that were taken for it
   */
  public record Asked(Query query, Map<String, Set<String>> misspelt) {}

  /** Adds the words of a text to a document. */
  public static void add(Document document, String text) {
    for (String word : words(text)) {
      add(document, word, Folding.latin(word));
    }
  }

  private static void add(Document document, String word, String latin) {
    if (word.length() <= LONGEST) {
      document.add(new StringField(FIELD, word, Store.NO));
      if (!latin.equals(word) && !latin.isEmpty()) {
        document.add(new StringField(FIELD, latin, Store.NO));
      }
    }
  }

  private static List<String> words(String text) {
    String folded = Folding.folded(text);
    return folded.isEmpty() ? List.of() : List.of(folded.split(" ", -1));
  }

  /** Asks for the documents that have all the words that were typed. */
  public static Asked asked(IndexSearcher searcher, String typed) {
    return asked(searcher, typed, false);
  }

  /** The same, where each word may be a misspelt one even if there is a word that begins so. */
  public static Asked askedAlike(IndexSearcher searcher, String typed) {
    return asked(searcher, typed, true);
  }

  private static Asked asked(IndexSearcher searcher, String typed, boolean generous) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    Map<String, Set<String>> misspelt = new LinkedHashMap<>();
    List<String> words = words(typed).stream().distinct().limit(MOST_WORDS).toList();
    try {
      for (String word : words) {
        all.add(one(searcher, word, generous, misspelt), Occur.MUST);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Asked(words.isEmpty() ? MatchNoDocsQuery.INSTANCE : all.build(), misspelt);
  }

  /** What answers to one word: of what a document has, the best counts. */
  private static Query one(
      IndexSearcher searcher, String word, boolean generous, Map<String, Set<String>> misspelt)
      throws IOException {
    Set<String> spellings = new LinkedHashSet<>(List.of(word, Folding.latin(word)));
    spellings.remove("");
    List<Query> hits = new ArrayList<>();
    for (String spelling : spellings) {
      hits.add(scored(new TermQuery(new Term(FIELD, spelling)), EXACT));
      hits.add(scored(new PrefixQuery(new Term(FIELD, spelling)), BEGINNING));
    }
    boolean none = isEmpty(searcher, hits);
    if (none && word.length() >= SHORTEST_WITHIN) {
      Set<String> holding = new LinkedHashSet<>();
      eachWord(
          searcher,
          known -> {
            if (spellings.stream().anyMatch(known::contains)) {
              holding.add(known);
            }
          });
      hits.add(scored(oneOf(holding), OTHERWISE));
      none = isEmpty(searcher, hits);
    }
    if ((none || generous) && word.length() >= SHORTEST_MISSPELT) {
      Set<String> alike = alike(searcher, spellings);
      if (none) {
        misspelt.put(word, alike);
      }
      hits.add(scored(oneOf(alike), OTHERWISE));
    }
    return new DisjunctionMaxQuery(hits, 0);
  }

  private static Query oneOf(Set<String> words) {
    return new TermInSetQuery(FIELD, words.stream().map(BytesRef::new).toList());
  }

  private static Query scored(Query query, int points) {
    return new BoostQuery(new ConstantScoreQuery(query), points);
  }

  private static boolean isEmpty(IndexSearcher searcher, List<Query> any) throws IOException {
    return searcher.count(new DisjunctionMaxQuery(any, 0)) == 0;
  }

  private static void eachWord(IndexSearcher searcher, Consumer<String> words) throws IOException {
    Terms terms = MultiTerms.getTerms(searcher.getIndexReader(), FIELD);
    if (terms != null) {
      TermsEnum all = terms.iterator();
      for (BytesRef term = all.next(); term != null; term = all.next()) {
        words.accept(term.utf8ToString());
      }
    }
  }

  /**
   * The words that differ in the fewest letters from a word in one of its spellings, as a whole or
   * at their beginning.
   */
  private static Set<String> alike(IndexSearcher searcher, Set<String> spellings)
      throws IOException {
    NavigableMap<Integer, Set<String>> byDistance = new TreeMap<>();
    eachWord(
        searcher,
        known -> {
          int distance = Integer.MAX_VALUE;
          for (String spelling : spellings) {
            distance = Math.min(distance, distance(known, spelling));
          }
          if (distance > 0 && distance < Integer.MAX_VALUE) {
            byDistance.computeIfAbsent(distance, d -> new LinkedHashSet<>()).add(known);
          }
        });
    for (Set<String> closest : byDistance.values()) {
      Set<String> alike = new LinkedHashSet<>();
      for (String known : closest) {
        // A word may stand in documents only that have been taken away.
        if (searcher.count(new TermQuery(new Term(FIELD, known))) > 0) {
          alike.add(known);
        }
      }
      if (!alike.isEmpty()) {
        return alike;
      }
    }
    return Set.of();
  }

  /** In how many letters words differ, or the greatest integer if in too many. */
  private static int distance(String known, String spelling) {
    int allowed = 1 + spelling.length() / 6;
    int distance = Folding.distance(known, spelling, allowed);
    if (distance > allowed && known.charAt(0) == spelling.charAt(0)) {
      distance = Folding.distanceToBeginning(known, spelling, allowed);
    }
    return distance > allowed ? Integer.MAX_VALUE : distance;
  }
}
