package org.ibid.cli;

import java.nio.file.Path;
import java.util.List;
import org.ibid.edit.ClaimVocabulary;
import org.ibid.edit.ClaimVocabulary.Kind;
import org.ibid.graph.Home;

/** Finds out which kind of claim and which article a command about spreadsheets means. */
final class Sheets {

  /** By this, at the start of a file, spreadsheet programs know that it is UTF-8. */
  static final String BYTE_ORDER_MARK = "\uFEFF";

  private Sheets() {}

  static Kind kind(ClaimVocabulary vocabulary, String wanted) {
    return vocabulary
        .kind(wanted)
        .orElseThrow(
            () ->
                new CommandException(
                    "there is no kind of claim called \""
                        + wanted
                        + "\"; ./ibid template lists them"));
  }

  /** The article that is named, or the only one. */
  static String article(Home home, String wanted) {
    List<String> articles =
        home.articles().stream().map(Path::getFileName).map(Path::toString).toList();
    if (wanted == null && articles.size() == 1) {
      return articles.get(0);
    }
    if (wanted == null || !articles.contains(wanted)) {
      throw new CommandException(
          (wanted == null ? "name the article" : "there is no article \"" + wanted + "\"")
              + (articles.isEmpty()
                  ? "; data/ has none"
                  : "; --article takes one of: " + String.join(", ", articles)));
    }
    return wanted;
  }
}
