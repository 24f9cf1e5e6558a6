package org.ibid.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * Keeps Lucene documents in memory. Each state of them can go on being searched while the next one
 * is made.
 */
public final class Documents {

  /** The field that tells documents apart. */
  public static final String ID = "id";

  /** Lucene warns there that it could count faster with a module that is not final yet. */
  private static final Logger VECTORS =
      Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider");

  static {
    VECTORS.setLevel(Level.SEVERE);
  }

  private static final Cleaner CLEANER = Cleaner.create();

  private final IndexWriter writer;

  /** No documents yet. */
  public Documents() {
    try {
      writer = new IndexWriter(new ByteBuffersDirectory(), new IndexWriterConfig());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An empty document. */
  public static Document named(String id) {
    Document document = new Document();
    document.add(new StringField(ID, id, Store.YES));
    return document;
  }

  /** Takes away the documents with these ids, and then adds others. */
  public void replace(Collection<String> gone, Iterable<Document> come) {
    try {
      writer.deleteDocuments(gone.stream().map(id -> new Term(ID, id)).toArray(Term[]::new));
      for (Document document : come) {
        writer.addDocument(document);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Searches the documents as they are now, whatever comes later, for as long as it is in use. */
  public IndexSearcher now() {
    try {
      DirectoryReader reader = DirectoryReader.open(writer);
      IndexSearcher searcher = new IndexSearcher(reader);
      CLEANER.register(searcher, () -> close(reader));
      return searcher;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The ids of all documents that a query finds, those that fit best first. */
  public static List<String> found(IndexSearcher searcher, Query query) {
    try {
      List<String> ids = new ArrayList<>();
      StoredFields stored = searcher.storedFields();
      int all = Math.max(1, searcher.getIndexReader().maxDoc());
      for (ScoreDoc hit : searcher.search(query, all).scoreDocs) {
        ids.add(stored.document(hit.doc).get(ID));
      }
      return ids;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(DirectoryReader reader) {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
