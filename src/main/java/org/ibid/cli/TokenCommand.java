package org.ibid.cli;

import java.io.PrintStream;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.ibid.edit.Token;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Makes, lists and takes back the tokens with which people may write to a store. */
@Command(
    name = "token",
    description = {"Say who may write to a store.", "A running server heeds a change at once."},
    subcommands = {TokenCommand.Add.class, TokenCommand.Show.class, TokenCommand.Revoke.class},
    synopsisSubcommandLabel = "COMMAND")
final class TokenCommand implements Callable<Integer> {

  @ParentCommand private Main main;

  @Spec private CommandSpec spec;

  /** Without a subcommand: the help, as wrong usage. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.UNUSABLE;
  }

  /** Makes a token. */
  @Command(
      name = "add",
      description = {
        "Make a token and print it. It is shown this once: only a digest of it is kept.",
        "What is published with it stands in the history under the name."
      })
  static final class Add implements Callable<Integer> {
    @ParentCommand private TokenCommand parent;

    @Parameters(paramLabel = "NAME", description = "Whose token it is.")
    private String name;

    @Mixin private Stores store;

    @Option(
        names = "--expires",
        paramLabel = "DATE",
        description = "The last day on which it can be used, such as 2030-12-31.")
    private LocalDate expires;

    @Override
    public Integer call() {
      Terminal terminal = parent.main.terminal();
      String token = store.tokens().add(name, expires);
      terminal.err().println("The token of " + name + "; keep it safe, it is not shown again:");
      terminal.out().println(token);
      return ExitCode.OK;
    }
  }

  /** Lists the tokens. */
  @Command(name = "list", description = "List whose tokens there are, and until when they last.")
  static final class Show implements Callable<Integer> {
    @ParentCommand private TokenCommand parent;

    @Mixin private Stores store;

    @Override
    public Integer call() {
      PrintStream out = parent.main.terminal().out();
      List<Token> tokens = store.tokens().all();
      for (Token token : tokens) {
        out.println(
            token.name()
                + ": made "
                + token.made()
                + token.expires().map(last -> ", until " + last).orElse(""));
      }
      if (tokens.isEmpty()) {
        out.println("Nobody may write: there are no tokens (./ibid token add NAME makes one).");
      }
      return ExitCode.OK;
    }
  }

  /** Takes a token back. */
  @Command(name = "revoke", description = "Take a token back: from now on it opens nothing.")
  static final class Revoke implements Callable<Integer> {
    @ParentCommand private TokenCommand parent;

    @Parameters(paramLabel = "NAME", description = "Whose token it is.")
    private String name;

    @Mixin private Stores store;

    @Override
    public Integer call() {
      if (!store.tokens().revoke(name)) {
        throw new CommandException("there is no token of " + name);
      }
      parent.main.terminal().out().println("The token of " + name + " opens nothing any more.");
      return ExitCode.OK;
    }
  }
}
