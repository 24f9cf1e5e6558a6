package org.ibid.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.ibid.graph.AtomicFile;
import org.ibid.graph.BadInputException;
import org.ibid.graph.DataFile;
import org.ibid.graph.Home;
import org.ibid.graph.PredicateOrder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Writes data files in their canonical form, or says which are not in it. */
@Command(
    name = "format",
    description = {
      "Write data files in their one canonical form.",
      "What they say does not change; resources, values and rulers (#### Title) keep their order."
    },
    footer = {
      "",
      "Exit codes: 0 all are in canonical form now; 1 with --check, some are not; 2 a file cannot be"
          + " used (the others are formatted all the same)."
    })
final class FormatCommand implements Callable<Integer> {

  @ParentCommand private Main main;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = "Data files; without any, all that are in data/.")
  private List<Path> files = List.of();

  @Option(names = "--check", description = "Change nothing; list the files not in canonical form.")
  private boolean check;

  @Override
  public Integer call() throws IOException {
    Home home = main.terminal().home();
    PrintStream out = main.terminal().out();
    PredicateOrder order = PredicateOrder.read(home);
    List<Path> all = files.isEmpty() ? home.dataFiles() : files;
    int changed = 0;
    int unusable = 0;
    for (Path file : all) {
      try {
        if (format(file, home.show(file), order)) {
          out.println((check ? "not in canonical form: " : "formatted ") + home.show(file));
          changed++;
        }
      } catch (BadInputException e) {
        main.terminal().err().println("ibid: " + e.getMessage());
        unusable++;
      }
    }
    int fine = all.size() - unusable - (check ? changed : 0);
    out.println(fine + " of " + all.size() + " files in canonical form");
    if (check && changed > 0) {
      out.println("./ibid format brings the others into it");
    }
    return unusable > 0
        ? ExitCode.UNUSABLE
        : check && changed > 0 ? ExitCode.NEGATIVE : ExitCode.OK;
  }

  /** Brings one file into canonical form; returns whether it was not. */
  private boolean format(Path file, String name, PredicateOrder order) throws IOException {
    String before;
    try {
      before = Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new BadInputException(name, "this is not text in UTF-8");
    } catch (NoSuchFileException e) {
      throw new BadInputException(name, "there is no such file");
    } catch (IOException e) {
      throw new BadInputException(name, "the file cannot be read");
    }
    String after = DataFile.parse(before, name).toTurtle(order);
    if (before.equals(after)) {
      return false;
    }
    if (!check) {
      AtomicFile.write(file, after);
    }
    return true;
  }
}
