package org.ibid.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.ibid.graph.Question;
import org.ibid.graph.Questions;
import org.ibid.picture.Drawing;
import org.ibid.picture.Drawings;
import org.ibid.picture.Picture;
import org.ibid.picture.Sheet;

/**
 * Draws answers on the pages of things. Which questions of the catalogue are drawn where is asked
 * in {@code ontology/pages/drawing}.
 */
final class PagePictures {

  private static final Var QUESTION = Var.alloc("question");
  private static final Var HEADING = Var.alloc("heading");
  private static final Var SMALL = Var.alloc("small");

  private final Answers answers;
  private final Links links;
  private final Supplier<PageQueries> asked;
  private final Questions catalogue;

  /**
   * The pictures of one state of the graph.
   *
   * @param asked gives the questions that say what stands on pages
   * @param catalogue the questions that can be drawn
   */
  PagePictures(Answers answers, Links links, Supplier<PageQueries> asked, Questions catalogue) {
    this.answers = answers;
    this.links = links;
    this.asked = asked;
    this.catalogue = catalogue;
  }

  /** What is drawn on the page of a thing; a question that the catalogue has not is not drawn. */
  List<Drawn> of(Node thing) {
    List<Drawn> drawn = new ArrayList<>();
    PageQueries queries = asked.get();
    for (Question which : queries.in("drawing")) {
      for (Binding row : queries.rows(which, Map.of("it", List.of(thing)))) {
        String id = row.get(QUESTION).getLiteralLexicalForm();
        for (Question question : catalogue.find(id)) {
          String heading = row.get(HEADING).getLiteralLexicalForm();
          boolean small = row.get(SMALL).getLiteralLexicalForm().equals("true");
          draw(question, thing, heading, small, "drawn-" + drawn.size()).ifPresent(drawn::add);
        }
      }
    }
    return drawn;
  }

  private Optional<Drawn> draw(
      Question question, Node thing, String heading, boolean small, String id) {
    String parameter = question.parameters().get(0).name();
    long start = System.nanoTime();
    Answer answer =
        asked
            .get()
            .answered(
                question,
                Map.of(parameter, List.of(thing)),
                (query, execution) -> answers.of(query, execution, start));
    Drawing drawing = Drawings.named(question.picture()).orElseThrow();
    if (answer.rows().isEmpty() || drawing.unfit(answer.table()).isPresent()) {
      return Optional.empty();
    }
    String address =
        "queries/" + question.id() + "?" + parameter + "=" + Links.encoded(thing.getURI());
    Picture narrow = picture(drawing, answer, heading, question, Sheet.NARROW);
    Picture wide = small ? narrow : picture(drawing, answer, heading, question, Sheet.WIDE);
    return Optional.of(
        new Drawn(
            heading,
            Value.link(question.title(), links.page(address)),
            wide.inline(id),
            small ? null : narrow.inline(id + "-narrow"),
            wide.notes(),
            answer));
  }

  private static Picture picture(
      Drawing drawing, Answer answer, String heading, Question question, int width) {
    return Picture.of(drawing, answer.table(), heading, question.description(), width);
  }
}
