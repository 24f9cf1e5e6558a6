package org.ibid.publish;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.search.IndexSearcher;
import org.ibid.graph.Question;
import org.ibid.search.Documents;
import org.ibid.search.Words;

/** Finds questions of the catalogue by their words. */
final class QuestionIndex {

  private final Map<String, Question> questions;
  private final IndexSearcher searcher;

  QuestionIndex(List<Question> questions) {
    this.questions =
        questions.stream().collect(Collectors.toMap(Question::id, question -> question));
    Documents documents = new Documents();
    documents.replace(List.of(), questions.stream().map(QuestionIndex::document).toList());
    this.searcher = documents.now();
  }

  private static Document document(Question question) {
    Document document = Documents.named(question.id());
    Stream.concat(
            Stream.of(question.title(), question.description(), question.module()),
            question.keywords().stream())
        .forEach(text -> Words.add(document, text));
    return document;
  }

  /** The questions that have the words, those that fit best first. */
  List<Question> find(String typed) {
    return Documents.found(searcher, Words.asked(searcher, typed).query()).stream()
        .map(questions::get)
        .toList();
  }
}
