package org.ibid.cli;

import java.time.Instant;
import java.util.concurrent.Callable;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.atlas.json.JsonValue;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.shared.PrefixMapping;
import org.ibid.cli.ServerConnection.Answer;
import org.ibid.edit.Condition;
import org.ibid.edit.EditException;
import org.ibid.edit.Editor;
import org.ibid.edit.Proposals;
import org.ibid.edit.Result;
import org.ibid.graph.Author;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Home;
import org.ibid.graph.Ibid;
import org.ibid.graph.StoredGraph;
import org.ibid.publish.NodeText;
import org.ibid.validate.Validator;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Takes a claim back. */
@Command(
    name = "retract",
    description = {
      "Take a claim of a store back: it leaves the graph, and its address says when, by whom and"
          + " why. What still points to it is listed.",
      "A server may have the store open: it then makes the change. With --server the store can be"
          + " on another machine."
    },
    footer = {
      "",
      "Exit codes: 0 retracted; 2 there is no such claim, or the store or the server cannot be"
          + " used."
    })
final class RetractCommand implements Callable<Integer> {

  @ParentCommand private Main main;

  @Parameters(
      paramLabel = "CLAIM",
      description = "Its address, as https://w3id.org/ibid/id/…, id/… or claim:….")
  private String claim;

  @ArgGroup(multiplicity = "1")
  private Destination where;

  @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why.")
  private String reason;

  @Override
  public Integer call() {
    return where.isElsewhere() ? elsewhere() : here();
  }

  private int elsewhere() {
    Terminal terminal = main.terminal();
    PublishingServer server = where.server(terminal);
    PrefixMapping prefixes = ClaimGraph.prefixes(terminal.home());
    Node node = NodeFactory.createURI(prefixes.expandPrefix(Ibid.full(claim)));
    if (!Proposals.isClaim(node)) {
      throw new CommandException(
          claim + " is no address of a claim, which is such as id/my-article/claim/my-claim");
    }
    Answer answer = server.retract(node, reason);
    if (!answer.isGood()) {
      throw server.refusal(answer, answer.detail());
    }
    NodeText text = new NodeText(prefixes);
    for (JsonValue value : answer.body().get("pointing").getAsArray()) {
      JsonObject pointing = value.getAsObject();
      tellPointing(
          text.of(NodeFactory.createURI(pointing.getString("resource"))),
          text.of(NodeFactory.createURI(pointing.getString("predicate"))));
    }
    tellRetracted(answer.body().get("entry").getAsNumber().value().longValue());
    return ExitCode.OK;
  }

  private int here() {
    Terminal terminal = main.terminal();
    Home home = terminal.home();
    try (StoredGraph opened = Stores.open(terminal, where.folder())) {
      PrefixMapping prefixes = opened.read(() -> opened.view().prefixes());
      Node node = NodeFactory.createURI(prefixes.expandPrefix(Ibid.full(claim)));
      new Editor(opened, Validator.read(home))
          .publish(
              Proposals.retract(node, Condition.isThere(), Stores.user(), reason, Instant.now()),
              Author.of(Stores.user(), reason),
              result -> tell(result, new NodeText(prefixes)));
      return ExitCode.OK;
    } catch (EditException e) {
      throw new CommandException(e.getMessage(), e);
    }
  }

  private Void tell(Result result, NodeText text) {
    for (Triple triple : result.pointing()) {
      tellPointing(text.of(triple.getSubject()), text.of(triple.getPredicate()));
    }
    result.entry().ifPresent(entry -> tellRetracted(entry.number()));
    return null;
  }

  private void tellPointing(String resource, String predicate) {
    main.terminal().out().println("still points to it: " + resource + " by " + predicate);
  }

  private void tellRetracted(long entry) {
    main.terminal().out().println("retracted: change " + entry);
  }
}
