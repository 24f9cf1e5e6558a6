package org.ibid.serve;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ibid.graph.Digests;
import org.ibid.graph.Question;
import org.ibid.picture.Drawing;
import org.ibid.picture.Drawings;
import org.ibid.picture.Picture;
import org.ibid.picture.Sheet;
import org.ibid.publish.Answer;
import org.ibid.publish.PictureFiles;
import org.ibid.publish.ProblemType;
import org.ibid.publish.Publication;
import org.ibid.publish.Showing;

/** Sends answers as pictures, and knows which picture a request asks for. */
final class PictureAnswers {

  static final String MEDIA_TYPE = "image/svg+xml";
  static final String EXTENSION = "svg";

  /** A picture brings its own style and loads nothing. */
  private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

  private PictureAnswers() {}

  /**
   * How the answer is to be shown: as the request says, else as the question is drawn, else as a
   * table.
   *
   * @param question may be null
   */
  static String view(Exchange exchange, Question question) {
    String name = exchange.parameter("view");
    if (name == null || name.isBlank()) {
      return question == null || question.picture().isEmpty() ? Showing.TABLE : question.picture();
    }
    List<String> all =
        Stream.concat(Stream.of(Showing.TABLE), Drawings.all().stream().map(Drawing::name))
            .toList();
    if (!all.contains(name)) {
      throw new Refusal(
              400,
              "An answer cannot be shown as \"" + name + "\"; there are " + String.join(", ", all))
          .with("parameter", "view")
          .with("available", all);
    }
    return name;
  }

  /**
   * Sends the picture of an answer.
   *
   * @param question may be null
   * @param source where the answer is, relative to the base
   * @param state changes when the answer may
   */
  static void send(
      Exchange exchange,
      String view,
      Question question,
      String source,
      String state,
      Supplier<Answer> answer) {
    Drawing drawing =
        Drawings.named(view)
            .orElseThrow(
                () ->
                    new Refusal(
                        404,
                        "The question has no picture of its own; the parameter \"view\" can name"
                            + " one: "
                            + String.join(
                                ", ", Drawings.all().stream().map(Drawing::name).toList())));
    boolean preview = exchange.parameter("preview") != null;
    exchange.response().setHeader("Content-Security-Policy", POLICY);
    exchange.send(
        MEDIA_TYPE,
        EntityTags.of(Digests.sha256(state + view + preview).substring(0, 32), EXTENSION),
        () -> bytes(exchange.now(), drawing, question, source, answer.get(), preview));
  }

  private static byte[] bytes(
      Publication now,
      Drawing drawing,
      Question question,
      String source,
      Answer answer,
      boolean preview) {
    drawing
        .unfit(answer.table())
        .ifPresent(
            why -> {
              throw new Refusal(ProblemType.NOT_PROCESSABLE, why);
            });
    Picture picture =
        Picture.of(
            drawing,
            answer.table().linkedByIris(),
            question == null ? "Answer" : question.title(),
            question == null ? "" : question.description(),
            preview ? Sheet.NARROW : Sheet.WIDE);
    if (preview) {
      return PictureFiles.preview(picture);
    }
    String address = now.links().absolute(source);
    String words =
        "Ibid"
            + (question == null ? "" : ", question " + question.id())
            + ", state of the graph "
            + now.view().version()
            + ", CC BY 4.0";
    return PictureFiles.svg(picture, words, address);
  }
}
