package org.ibid.cli;

import java.io.PrintStream;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.shared.PrefixMapping;
import org.ibid.edit.Condition;
import org.ibid.edit.EditException;
import org.ibid.edit.Editor;
import org.ibid.edit.Proposals;
import org.ibid.edit.Result;
import org.ibid.graph.Author;
import org.ibid.graph.Home;
import org.ibid.graph.Ibid;
import org.ibid.graph.StoredGraph;
import org.ibid.publish.NodeText;
import org.ibid.validate.Validator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Takes a claim back. */
@Command(
    name = "retract",
    description = {
      "Take a claim of a store back: it leaves the graph, and its address says when, by whom and"
          + " why. What still points to it is listed.",
      "A server may have the store open: it then makes the change."
    },
    footer = {
      "",
      "Exit codes: 0 retracted; 2 there is no such claim, or the store cannot be used."
    })
final class RetractCommand implements Callable<Integer> {

  @ParentCommand private Main main;

  @Parameters(
      paramLabel = "CLAIM",
      description = "Its address, as https://w3id.org/ibid/id/…, id/… or claim:….")
  private String claim;

  @Mixin private Stores store;

  @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why.")
  private String reason;

  @Override
  public Integer call() {
    Terminal terminal = main.terminal();
    Home home = terminal.home();
    try (StoredGraph opened = store.open(terminal)) {
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
    PrintStream out = main.terminal().out();
    for (Triple triple : result.pointing()) {
      out.println(
          "still points to it: "
              + text.of(triple.getSubject())
              + " by "
              + text.of(triple.getPredicate()));
    }
    result.entry().ifPresent(entry -> out.println("retracted: change " + entry.number()));
    return null;
  }
}
