package org.ibid.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ibid.graph.Home;
import org.ibid.graph.Ibid;
import org.ibid.passage.Article;
import org.ibid.passage.CopyCheck;
import org.ibid.passage.CopyText;
import org.ibid.passage.Passage;
import org.ibid.passage.PassageFile;

/**
 * Finds the sentences of an article in a copy of its text, so that whoever has the copy can see
 * them beside their claims.
 *
 * @param words the words of each sentence that was found, by the sentence's IRI
 * @param report what was found, for people
 */
record ArticleText(Map<String, String> words, String report) {

  /**
   * Reads a copy, and checks it against the recorded digests.
   *
   * @throws CommandException if no article has its sentences
   */
  static ArticleText read(Home home, Path file) {
    CopyText copy = CopyText.read(file);
    ArticleText best = null;
    for (Article article : Article.all(home)) {
      ArticleText found = of(home, article, copy);
      if (best == null || found.words().size() > best.words().size()) {
        best = found;
      }
    }
    if (best == null) {
      throw new CommandException("no article in data/ describes a copy of its text");
    }
    if (best.words().isEmpty()) {
      throw new CommandException(
          file
              + " is another text, or another edition: no sentence of an article in data/ stands in"
              + " it as it was when the claims were made (SHA-256 "
              + copy.digest()
              + "); ./ibid passages --check --text "
              + file
              + " says more");
    }
    return best;
  }

  private static ArticleText of(Home home, Article article, CopyText copy) {
    List<Passage> sentences =
        PassageFile.read(home, article).stream()
            .filter(passage -> passage.kind() == Passage.Kind.SENTENCE)
            .toList();
    Article.Copy described = article.copy(copy.digest()).orElse(article.copies().get(0));
    Map<String, String> words = new HashMap<>();
    for (CopyCheck.Finding finding :
        CopyCheck.check(article.slug(), described.layout(), sentences, copy)) {
      if (finding.outcome() != CopyCheck.Outcome.MISSING) {
        words.put(
            Ibid.ID + article.slug() + "/passage/" + finding.passage().name(),
            copy.words(finding.segments()));
      }
    }
    return new ArticleText(
        words,
        words.size()
            + " of "
            + sentences.size()
            + " sentences of "
            + article.slug()
            + " are as they were when the claims were made");
  }

  /**
   * Refuses to show a text to others: it is not ours to publish.
   *
   * @param host the address at which the server listens
   * @param base its public address, or null
   */
  static void checkPrivate(String host, String base) {
    boolean loopback;
    try {
      loopback = InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      loopback = false;
    }
    if (!loopback || base != null) {
      throw new CommandException(
          "the text of an article is not ours to publish: --article-text shows it only on this"
              + " machine, with --host 127.0.0.1 and without --base; readers elsewhere choose a"
              + " copy of their own on the page");
    }
  }
}
