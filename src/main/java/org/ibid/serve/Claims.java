package org.ibid.serve;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.atlas.json.JSON;
import org.apache.jena.atlas.json.JsonException;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.GraphFactory;
import org.ibid.edit.Condition;
import org.ibid.edit.Proposal;
import org.ibid.edit.Proposals;
import org.ibid.edit.Result;
import org.ibid.edit.Token;
import org.ibid.graph.Author;
import org.ibid.graph.Closures;
import org.ibid.graph.Store;
import org.ibid.graph.View;
import org.ibid.publish.DocumentForm;
import org.ibid.publish.Links;
import org.ibid.publish.ProblemType;
import org.ibid.serve.EditAnswer.Form;

/** Answers at {@code /claims}: publishes, replaces and retracts one claim with its parts. */
final class Claims {

  private static final Pattern ADDRESS =
      Pattern.compile("claims/([a-z0-9]+(?:-[a-z0-9]+)*)/([a-z0-9]+(?:-[a-z0-9]+)*)");

  private final Site site;
  private final Editing editing;
  private final Clock clock;

  Claims(Site site, Editing editing, Clock clock) {
    this.site = site;
    this.editing = editing;
    this.clock = clock;
  }

  /** Publishes a new claim. */
  void create(Exchange exchange) throws IOException {
    Token holder = editing.holder(exchange);
    Form form = EditAnswer.form(exchange);
    RequestBody body = RequestBody.of(exchange, RequestBody.documents());
    Proposal proposal = Proposals.create(body.document());
    String reason = orElse(Writers.reason(exchange.request()), "A new claim.");
    Author author = Writers.author(exchange.request(), holder, reason, body);
    editing.publish(exchange, author, proposal, form, result -> saved(exchange, result, proposal));
  }

  /** Publishes a claim at this address, in place of the one that may be there. */
  void replace(Exchange exchange) throws IOException {
    Token holder = editing.holder(exchange);
    Node claim = claim(exchange);
    Form form = EditAnswer.form(exchange);
    Condition condition = Preconditions.of(exchange.request());
    RequestBody body = RequestBody.of(exchange, RequestBody.documents());
    Proposal proposal = Proposals.replace(claim, body.document(), condition);
    String reason = orElse(Writers.reason(exchange.request()), "A claim changed.");
    editing.publish(
        exchange,
        Author.of(holder.name(), reason),
        proposal,
        form,
        result -> saved(exchange, result, proposal));
  }

  private static String orElse(String text, String other) {
    return text.isEmpty() ? other : text;
  }

  private static EditAnswer saved(Exchange exchange, Result result, Proposal proposal) {
    Node claim = proposal.subject().orElseThrow();
    EditAnswer answer =
        EditAnswer.published(
            result.created() ? 201 : 200, exchange, result, EditAnswer.form(exchange));
    result.tag().ifPresent(tag -> answer.with("ETag", "\"" + tag + "\""));
    String address = exchange.now().links().redirect(Links.document(claim.getURI()));
    return answer.with(result.created() ? "Location" : "Content-Location", address);
  }

  /** Takes a claim back. */
  void retract(Exchange exchange) throws IOException {
    Token holder = editing.holder(exchange);
    Node claim = claim(exchange);
    Form form = EditAnswer.form(exchange);
    Condition condition = Preconditions.of(exchange.request());
    String reason = Writers.reason(exchange.request());
    if (reason.isEmpty() && exchange.request().getContentType() != null) {
      reason = reason(RequestBody.of(exchange, List.of(RequestBody.JSON)));
    }
    if (reason.isEmpty()) {
      throw new Refusal(
          ProblemType.BAD_REQUEST,
          "Say why the claim is retracted: in the header Reason, the parameter reason, or as JSON"
              + " {\"reason\": \"…\"}.");
    }
    Proposal proposal =
        Proposals.retract(claim, condition, holder.name(), reason, Instant.now(clock));
    editing.publish(
        exchange,
        Author.of(holder.name(), reason),
        proposal,
        form,
        result -> EditAnswer.retracted(exchange, result, form));
  }

  /** The reason that a JSON object gives. */
  private static String reason(RequestBody body) {
    JsonObject json = json(body);
    return json.hasKey("reason") && json.get("reason").isString()
        ? json.get("reason").getAsString().value().strip()
        : "";
  }

  /** The JSON object that a body is. */
  static JsonObject json(RequestBody body) {
    try {
      return JSON.parse(body.text());
    } catch (JsonException e) {
      throw new Refusal(ProblemType.CONTENT_SYNTAX, "This is not a JSON object.");
    }
  }

  /** The claim as RDF, with the tag that a change of it must name; now or at an earlier time. */
  void show(Exchange exchange) {
    Node claim = claim(exchange);
    Optional<Long> at = Editing.number(exchange.parameter("at"), "at");
    View view = at.map(entry -> earlier(entry)).orElse(exchange.now().view());
    DocumentForm form = exchange.form(exchange.named());
    if (form == DocumentForm.HTML && at.isEmpty()) {
      exchange.varies();
      exchange.redirect(303, exchange.now().links().redirect(Links.document(claim.getURI())));
      return;
    }
    Set<Quad> closure = view.closure(claim);
    if (closure.isEmpty()) {
      if (at.isEmpty() && Tombstones.answer(exchange, claim.getURI())) {
        return;
      }
      throw exchange.notFound(claim.getURI());
    }
    Graph graph = GraphFactory.createDefaultGraph();
    closure.forEach(quad -> graph.add(quad.asTriple()));
    DocumentForm written = form == DocumentForm.HTML ? DocumentForm.TURTLE : form;
    String tag = Closures.tag(closure.stream().map(Quad::asTriple).toList());
    exchange.response().setHeader("ETag", "\"" + tag + "-" + written.extension() + "\"");
    Things.rdf(exchange, graph, written, claim.getURI());
  }

  private View earlier(long entry) {
    if (site.graph() instanceof Store store && entry >= 1 && entry <= store.log().size()) {
      return store.at(entry);
    }
    throw new Refusal(ProblemType.NOT_FOUND, "There is no entry " + entry + " in the history.");
  }

  private static Node claim(Exchange exchange) {
    Matcher address = ADDRESS.matcher(exchange.named().name());
    if (!address.matches()) {
      throw new Refusal(
          ProblemType.NOT_FOUND,
          "A claim's address here is claims/<article>/<name>, in small letters, digits and"
              + " hyphens.");
    }
    return Proposals.claim(address.group(1), address.group(2));
  }
}
