package org.ibid.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.ibid.edit.ClaimSheet;
import org.ibid.edit.ClaimVocabulary;
import org.ibid.edit.ClaimVocabulary.Kind;
import org.ibid.graph.AtomicFile;
import org.ibid.graph.Home;
import org.ibid.graph.View;

/** Writes claims as spreadsheets, one for each kind of claim; ./ibid import reads them back. */
final class ExportSheets {

  private final Terminal terminal;
  private final View view;
  private final String article;
  private final List<Node> claims;

  /**
   * Takes up what is to be written.
   *
   * @param article the folder's name, or null where there is only one
   * @param claims the only ones that are wanted, or empty for all
   */
  ExportSheets(Terminal terminal, View view, String article, List<Node> claims) {
    this.terminal = terminal;
    this.view = view;
    this.article = article;
    this.claims = claims;
  }

  /**
   * Writes them.
   *
   * @param wanted the kind of claim, or null for each
   * @param out a file for one kind, a folder for several, or null for standard output
   */
  void write(String wanted, Path out) throws IOException {
    Home home = terminal.home();
    ClaimVocabulary vocabulary = ClaimVocabulary.read(home, view);
    ClaimSheet sheet = new ClaimSheet(view, vocabulary, Sheets.article(home, article));
    Map<Kind, List<Node>> kinds = new LinkedHashMap<>();
    for (Kind kind : wanted == null ? sheet.kinds() : List.of(Sheets.kind(vocabulary, wanted))) {
      List<Node> of =
          sheet.claims(kind).stream()
              .filter(claim -> claims.isEmpty() || claims.contains(claim))
              .toList();
      if (!of.isEmpty()) {
        kinds.put(kind, of);
      }
    }
    if (kinds.isEmpty()) {
      throw new CommandException("there is no such claim");
    }
    if (kinds.size() == 1 && (out == null || !Files.isDirectory(out))) {
      Map.Entry<Kind, List<Node>> only = kinds.entrySet().iterator().next();
      String text = sheet.write(only.getKey(), only.getValue());
      if (out == null) {
        terminal.out().print(text);
      } else {
        AtomicFile.write(out, Sheets.BYTE_ORDER_MARK + text);
      }
      return;
    }
    if (out == null) {
      throw new CommandException(
          "these are claims of "
              + kinds.size()
              + " kinds: name one, or with --out a folder for all of them");
    }
    Files.createDirectories(out);
    for (Map.Entry<Kind, List<Node>> each : kinds.entrySet()) {
      Path file = out.resolve(each.getKey().label().replace(' ', '-') + ".csv");
      AtomicFile.write(file, Sheets.BYTE_ORDER_MARK + sheet.write(each.getKey(), each.getValue()));
      terminal
          .out()
          .println(home.show(file) + ": " + Catalogue.count(each.getValue().size(), "claim"));
    }
  }
}
