package org.ibid.serve;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.ibid.edit.EditException;
import org.ibid.edit.Editor;
import org.ibid.edit.Proposal;
import org.ibid.edit.Result;
import org.ibid.edit.Token;
import org.ibid.graph.Author;
import org.ibid.graph.BadInputException;
import org.ibid.graph.StoreException;
import org.ibid.publish.ProblemType;
import org.ibid.validate.Report;
import org.ibid.validate.SyntaxReport;
import org.ibid.validate.Validator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the handlers that check and change the graph have in common. */
final class Editing {

  private static final Logger LOG = LoggerFactory.getLogger(Editing.class);

  private final Site site;
  private Editor editor;

  Editing(Site site) {
    this.site = site;
  }

  /** The editor; the shapes are read when it is first asked for. */
  synchronized Editor editor() {
    if (editor == null) {
      editor = new Editor(site.graph(), Validator.read(site.home()));
    }
    return editor;
  }

  /** Who sends a request that is to change the graph. */
  Token holder(Exchange exchange) {
    return new Writers(editor()).holder(exchange.request());
  }

  /** Publishes, and answers. */
  void publish(
      Exchange exchange,
      Author author,
      Proposal proposal,
      EditAnswer.Form form,
      Function<Result, EditAnswer> answer) {
    Function<Result, EditAnswer> either =
        result ->
            result.conforms()
                ? answer.apply(result)
                : EditAnswer.invalid(result.report().orElseThrow(), form);
    editor().publish(proposal, author, either).send(exchange);
  }

  /**
   * The handler with the manners that all of these share: what stands in the way of a change is
   * told with its status, and of a body that is refused unread nothing is left in the connection.
   */
  static Handler of(Handler handler) {
    return exchange -> {
      try {
        run(handler, exchange);
      } catch (Refusal e) {
        if (e.getCause() instanceof BadInputException mistakes) {
          unreadable(exchange, e, mistakes).send(exchange);
          return;
        }
        if (!exchange.response().isCommitted()) {
          RequestBody.leave(exchange.request(), exchange.response());
        }
        throw e;
      }
    };
  }

  /** Tells of all mistakes of a document that cannot be read, as of rules that are broken. */
  private static EditAnswer unreadable(
      Exchange exchange, Refusal refusal, BadInputException mistakes) {
    Report report =
        SyntaxReport.of(
            Map.of(Path.of(mistakes.file()), mistakes), Optional.of(exchange.now().view()));
    return EditAnswer.unreadable(refusal, report, EditAnswer.form(exchange));
  }

  private static void run(Handler handler, Exchange exchange) throws IOException {
    try {
      handler.answer(exchange);
    } catch (EditException e) {
      throw refusal(e);
    } catch (StoreException e) {
      LOG.error("A change could not be stored", e);
      throw new Refusal(
              ProblemType.UNAVAILABLE,
              "The change could not be stored, and nothing has changed: " + e.problem())
          .retryAfter(60);
    }
  }

  private static Refusal refusal(EditException e) {
    ProblemType type =
        switch (e.why()) {
          case READ_ONLY -> ProblemType.FORBIDDEN;
          case NOT_THERE -> ProblemType.NOT_FOUND;
          case THERE_ALREADY -> ProblemType.CONFLICT;
          case RETRACTED -> ProblemType.GONE;
          case CHANGED_MEANWHILE -> ProblemType.PRECONDITION_FAILED;
          case NO_CONDITION -> ProblemType.PRECONDITION_REQUIRED;
          case KEY_USED, UNSUITABLE -> ProblemType.NOT_PROCESSABLE;
        };
    return new Refusal(type, e.getMessage(), e.line(), e.column());
  }

  /** A number in the address or a parameter, or nothing when there is none. */
  static Optional<Long> number(String text, String what) {
    if (text == null || text.isEmpty()) {
      return Optional.empty();
    }
    if (!text.matches("\\d{1,15}")) {
      throw new Refusal(ProblemType.BAD_REQUEST, what + " is a number, not " + text + ".");
    }
    return Optional.of(Long.valueOf(text));
  }
}
