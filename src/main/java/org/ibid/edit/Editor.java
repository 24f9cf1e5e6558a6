package org.ibid.edit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.Quad;
import org.ibid.edit.EditException.Why;
import org.ibid.graph.Author;
import org.ibid.graph.Change;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Closures;
import org.ibid.graph.Entry;
import org.ibid.graph.Ibid;
import org.ibid.graph.StoredGraph;
import org.ibid.graph.View;
import org.ibid.graph.Writing;
import org.ibid.validate.Finding;
import org.ibid.validate.Report;
import org.ibid.validate.Severity;
import org.ibid.validate.Validator;

/**
 * Checks what somebody proposes, and publishes it: the server, the commands and the form all change
 * the graph through this.
 *
 * <p>Each proposal is one transaction. It is checked as it would leave the graph, before anything
 * is written; then it is on disk and everybody sees it, or there is a report and nothing has
 * changed. What is refused is what breaks a rule that was kept before, and what is itself wrong;
 * what others had broken before stands in nobody's way.
 *
 * <p>Answers are made within the transaction, where the states that an {@link Result} tells of can
 * still be read.
 */
public final class Editor {

  private final ClaimGraph graph;
  private final Validator validator;

  /** An editor of a graph; only that of a store can publish. */
  public Editor(ClaimGraph graph, Validator validator) {
    this.graph = graph;
    this.validator = validator;
  }

  /** The store in which it publishes, if the graph is one. */
  public Optional<StoredGraph> store() {
    return graph instanceof StoredGraph store ? Optional.of(store) : Optional.empty();
  }

  /** What would come of a proposal; nothing is written. */
  public <T> T check(Proposal proposal, Function<Result, T> answer) {
    return graph.read(
        () -> {
          View before = graph.view();
          Change change = proposal.on(before);
          View after = graph.after(change, proposal.documents());
          return answer.apply(result(proposal, before, after, change));
        });
  }

  /**
   * Publishes what is proposed, if it conforms; {@link Result#entry()} tells whether it was. A
   * request whose key was used before is not carried out again.
   *
   * @throws EditException if it cannot be published for another reason than the shapes
   */
  public <T> T publish(Proposal proposal, Author author, Function<Result, T> answer) {
    StoredGraph store =
        store()
            .orElseThrow(
                () ->
                    new EditException(
                        Why.READ_ONLY,
                        "This is a graph of files, which nothing can be published in."));
    return store.write(writing -> publish(store, writing, proposal, author, answer));
  }

  private <T> T publish(
      StoredGraph store,
      Writing writing,
      Proposal proposal,
      Author author,
      Function<Result, T> answer) {
    Optional<Entry> earlier = earlier(store, author);
    if (earlier.isPresent()) {
      return answer.apply(again(store, writing, proposal, earlier.get()));
    }
    View before = writing.before();
    Change change = proposal.on(before);
    View after = writing.after(change, proposal.documents());
    Result result = result(proposal, before, after, change);
    if (!result.conforms() || (isWithoutEffect(change, before) && author.key() == null)) {
      return answer.apply(result);
    }
    Entry entry = writing.commit(change, author);
    return answer.apply(
        new Result(
            Optional.of(entry),
            entry.version(),
            change,
            result.report(),
            result.view(),
            result.created(),
            result.tag(),
            result.pointing(),
            true));
  }

  private static Optional<Entry> earlier(StoredGraph store, Author author) {
    if (author.key() == null) {
      return Optional.empty();
    }
    Optional<Entry> earlier = store.log().withKey(author.key());
    if (earlier.isPresent()) {
      Author then = earlier.get().author();
      if (!then.agent().equals(author.agent())
          || !String.valueOf(then.request()).equals(author.request())) {
        throw new EditException(
            Why.KEY_USED,
            "This Idempotency-Key was used for another request; a new request needs a new key.");
      }
    }
    return earlier;
  }

  /** What came of the request when it was first made. */
  private static Result again(StoredGraph store, Writing writing, Proposal proposal, Entry entry) {
    Change change = store.log().change(entry.number());
    Optional<String> tag =
        proposal
            .subject()
            .flatMap(
                subject ->
                    Proposals.tag(
                        change.added().stream()
                            .filter(quad -> !quad.getGraph().equals(Ibid.RETRACTED_GRAPH))
                            .filter(quad -> Closures.owner(quad.getSubject()).equals(subject))
                            .toList()));
    return new Result(
        Optional.of(entry),
        entry.version(),
        change,
        Optional.empty(),
        writing.before(),
        change.removed().isEmpty(),
        tag,
        List.of(),
        true);
  }

  private static boolean isWithoutEffect(Change change, View before) {
    for (Quad quad : change.added()) {
      if (!before.dataset().contains(quad)) {
        return false;
      }
    }
    for (Quad quad : change.removed()) {
      if (before.dataset().contains(quad)) {
        return false;
      }
    }
    return true;
  }

  private Result result(Proposal proposal, View before, View after, Change change) {
    Report report = judge(before, after, change);
    Optional<Node> subject = proposal.subject();
    boolean violated =
        report.findings().stream().anyMatch(finding -> finding.severity() == Severity.VIOLATION);
    return new Result(
        Optional.empty(),
        before.version(),
        change,
        Optional.of(report),
        after,
        subject.map(node -> before.closure(node).isEmpty()).orElse(false),
        subject.flatMap(node -> Proposals.tag(after.closure(node))),
        proposal.mayLeaveOthersBroken()
            ? subject.map(node -> pointing(before, after, node)).orElse(List.of())
            : List.of(),
        proposal.mayLeaveOthersBroken() || !violated);
  }

  /** What the change breaks, and what is wrong with the resources that it is about. */
  private Report judge(View before, View after, Change change) {
    Report report = validator.check(before, after, change);
    Set<Node> written = new HashSet<>();
    change.added().forEach(quad -> written.add(Closures.owner(quad.getSubject())));
    List<Finding> elsewhere =
        report.findings().stream()
            .filter(finding -> !written.contains(Closures.owner(finding.resource())))
            .toList();
    if (elsewhere.isEmpty()) {
      return report;
    }
    Set<List<Object>> earlier = new HashSet<>();
    for (Finding finding : validator.check(after, before, change.inverse()).findings()) {
      earlier.add(identity(finding));
    }
    List<Finding> kept = new ArrayList<>(report.findings());
    kept.removeIf(finding -> elsewhere.contains(finding) && earlier.contains(identity(finding)));
    return report.with(kept);
  }

  private static List<Object> identity(Finding finding) {
    return List.of(finding.resource(), finding.rule(), finding.path(), finding.values());
  }

  /** What speaks of a resource or of its parts, and is still there. */
  private static List<Triple> pointing(View before, View after, Node resource) {
    Set<Node> gone = new LinkedHashSet<>(List.of(resource));
    before.closure(resource).forEach(quad -> gone.add(quad.getSubject()));
    List<Triple> pointing = new ArrayList<>();
    for (Node node : gone) {
      after
          .asserted()
          .find(Node.ANY, Node.ANY, node)
          .filterDrop(triple -> gone.contains(triple.getSubject()))
          .forEachRemaining(pointing::add);
    }
    return pointing;
  }
}
