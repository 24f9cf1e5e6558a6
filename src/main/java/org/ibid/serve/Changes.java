package org.ibid.serve;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.ibid.edit.Condition;
import org.ibid.edit.Proposal;
import org.ibid.edit.Proposals;
import org.ibid.edit.Token;
import org.ibid.graph.Author;
import org.ibid.graph.BadInputException;
import org.ibid.graph.Change;
import org.ibid.publish.ProblemType;
import org.ibid.serve.EditAnswer.Form;

/** Answers at {@code /changes} and {@code /validate}: publishes, or only checks, several things. */
final class Changes {

  private final Editing editing;

  Changes(Editing editing) {
    this.editing = editing;
  }

  /** Publishes what a document or a patch says, as one change. */
  void publish(Exchange exchange) throws IOException {
    Token holder = editing.holder(exchange);
    Form form = EditAnswer.form(exchange);
    Condition version = Preconditions.of(exchange.request());
    RequestBody body = RequestBody.of(exchange, kinds());
    Proposal proposal = proposal(body, version);
    String reason = Writers.reason(exchange.request());
    Author author =
        Writers.author(
            exchange.request(), holder, reason.isEmpty() ? "Several changes." : reason, body);
    editing.publish(
        exchange,
        author,
        proposal,
        form,
        result -> EditAnswer.published(200, exchange, result, form));
  }

  /** Says what publishing it would come to. That a check finds faults is no fault of the check. */
  void check(Exchange exchange) throws IOException {
    Form form = EditAnswer.form(exchange);
    RequestBody body = RequestBody.of(exchange, kinds());
    Proposal proposal = proposal(body, Condition.none());
    editing
        .editor()
        .check(proposal, result -> EditAnswer.checked(result.report().orElseThrow(), form))
        .send(exchange);
  }

  private static List<String> kinds() {
    List<String> kinds = new ArrayList<>(RequestBody.documents());
    kinds.add(RequestBody.PATCH);
    return kinds;
  }

  private static Proposal proposal(RequestBody body, Condition version) {
    if (!body.mediaType().equals(RequestBody.PATCH)) {
      return Proposals.replaceAll(body.document(), version);
    }
    try {
      return Proposals.patch(Change.readPatch(body.text(), "patch"), version);
    } catch (BadInputException e) {
      throw Refusal.mistake(ProblemType.CONTENT_SYNTAX, body.text(), e);
    }
  }
}
