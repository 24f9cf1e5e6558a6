package org.ibid.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.ibid.graph.BadInputException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * Runs {@code ./ibid}: finds the subcommand, and turns what goes wrong into one line and an exit
 * code.
 *
 * <p>To add a subcommand, write a class like {@link QueryCommand} and name it below.
 */
@Command(
    name = "ibid",
    description =
        "A scholarly article as a graph of claims, in which every claim knows its source.",
    subcommands = {
      ServeCommand.class,
      QueryCommand.class,
      CoverageCommand.class,
      EvidenceCommand.class,
      ExportCommand.class,
      ValidateCommand.class,
      WithdrawCommand.class,
      PassagesCommand.class,
      FormatCommand.class,
      TemplateCommand.class,
      ImportCommand.class,
      PublishCommand.class,
      RetractCommand.class,
      HistoryCommand.class,
      TokenCommand.class,
      RebuildCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      LoadCommand.class
    },
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit codes: 0 all went well; 1 the result is negative; 2 wrong usage or unusable input."
    })
public final class Main implements Callable<Integer> {

  private final Terminal terminal;

  @Spec private CommandSpec spec;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "When something goes wrong, show where in the program.")
  private boolean debug;

  private Main(Terminal terminal) {
    this.terminal = terminal;
  }

  /** The entry point of the process. */
  public static void main(String[] args) {
    Terminal terminal = Terminal.ofProcess();
    int code = run(terminal, args);
    terminal.out().flush();
    terminal.err().flush();
    System.exit(code);
  }

  /** Runs one command in the given surroundings and returns its exit code. */
  public static int run(Terminal terminal, String... args) {
    Main main = new Main(terminal);
    CommandLine line = new CommandLine(main);
    line.setAllowSubcommandsAsOptionParameters(true);
    line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(true);
    line.setParameterExceptionHandler(Main::wrongUsage);
    line.setExecutionExceptionHandler((e, command, result) -> main.failed(e));
    int code = line.execute(args);
    terminal.out().flush();
    return code;
  }

  /** What the command has around it; subcommands come here through {@code @ParentCommand}. */
  Terminal terminal() {
    return terminal;
  }

  /** Without a subcommand: the help, as wrong usage. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.UNUSABLE;
  }

  private static int wrongUsage(ParameterException e, String[] args) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println("ibid: " + e.getMessage());
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, err)) {
      err.println("See " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    }
    return ExitCode.UNUSABLE;
  }

  private int failed(Exception e) {
    terminal.progress().step("");
    terminal.err().println("ibid: " + explanation(e));
    if (debug) {
      e.printStackTrace(terminal.err());
    }
    return ExitCode.UNUSABLE;
  }

  private String explanation(Exception e) {
    if (e instanceof BadInputException || e instanceof CommandException) {
      return e.getMessage();
    }
    if (e instanceof IOException || e instanceof UncheckedIOException) {
      return "reading or writing failed: " + e.getMessage();
    }
    return "this should not happen: " + e + (debug ? "" : " (--debug shows where)");
  }

  /** Knows the version that the build wrote down. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
      Properties properties = new Properties();
      try (InputStream in = Main.class.getResourceAsStream("version.properties")) {
        properties.load(in);
      }
      return new String[] {"Ibid " + properties.getProperty("version")};
    }
  }
}
