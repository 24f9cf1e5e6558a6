package org.ibid;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ibid.graph.Home;
import org.ibid.passage.Article;
import org.ibid.passage.CopyText;

/**
 * Finds the copies of the project's articles that are at hand on this machine; they are no part of
 * the project.
 *
 * <p>A copy is at hand when its file is named by the system property {@code ibid.articleText} or
 * the environment variable {@code IBID_ARTICLE_TEXT}, or lies in {@code ../shared/article}, and its
 * SHA-256 is that of an {@code ibid:TextCopy}.
 */
public final class ArticleCopies {

  private static final String NONE =
      "no copy of an article's text is at hand, so nothing is compared with one; IBID_ARTICLE_TEXT"
          + " can name a copy";

  /** A copy, the article that it is a copy of, and how it is described. */
  public record AtHand(Path file, CopyText text, Article article, Article.Copy description) {}

  private ArticleCopies() {}

  /** The project whose sources are being tested. */
  public static Home project() {
    return new Home(Path.of(System.getProperty("ibid.home", "")));
  }

  /** All copies at hand; a test that asks when there is none is skipped, and the build says why. */
  public static List<AtHand> atHand() {
    List<AtHand> found = find();
    if (found.isEmpty()) {
      Requirement.skip(NONE);
    }
    return found;
  }

  private static List<AtHand> find() {
    List<Article> articles = Article.all(project());
    List<AtHand> found = new ArrayList<>();
    for (Path file : candidates()) {
      CopyText text = CopyText.read(file);
      for (Article article : articles) {
        article
            .copy(text.digest())
            .ifPresent(copy -> found.add(new AtHand(file, text, article, copy)));
      }
    }
    return found;
  }

  private static List<Path> candidates() {
    String named =
        System.getProperty(
            "ibid.articleText", System.getenv().getOrDefault("IBID_ARTICLE_TEXT", ""));
    if (!named.isBlank()) {
      return List.of(Path.of(named));
    }
    Path folder = project().root().resolveSibling("shared").resolve("article");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
