package org.ibid.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.ibid.graph.AtomicFile;
import org.ibid.graph.Home;
import org.ibid.graph.PredicateOrder;
import org.ibid.passage.Article;
import org.ibid.passage.CopyCheck;
import org.ibid.passage.CopyText;
import org.ibid.passage.Passage;
import org.ibid.passage.PassageFile;
import org.ibid.passage.Passages;
import org.ibid.passage.Segmenter;
import org.ibid.passage.Span;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Finds the passages of an article in a copy of its text, or checks a copy against them. */
@Command(
    name = "passages",
    description = {
      "Find an article's passages in a copy of its text, or check a copy against them.",
      "The copy in which positions are counted is known by its SHA-256, which the article's"
          + " description names: from it, the passages are written. Any other copy is checked: exact"
          + " means at the recorded positions, moved at others. Positions and digests are stored,"
          + " never the text."
    },
    footer = {
      "",
      "Exit codes: 0 written, or all found; 1 some are missing; 2 the copy or the article's"
          + " description cannot be used."
    })
final class PassagesCommand implements Callable<Integer> {

  @ParentCommand private Main main;

  @Option(
      names = "--text",
      required = true,
      paramLabel = "FILE",
      description = "A copy of the article as plain text in UTF-8.")
  private Path text;

  @Option(
      names = "--article",
      paramLabel = "SLUG",
      description = "The article, where the copy does not tell: the name of its folder in data/.")
  private String slug;

  @Option(names = "--check", description = "Check the copy, and write nothing.")
  private boolean check;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the passages here instead of data/<article>/passages.ttl.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    if (check && out != null) {
      throw new CommandException("--check writes nothing, so --out has no place beside it");
    }
    CopyText copy = CopyText.read(text);
    Article article = article(Article.all(main.terminal().home()), copy);
    Optional<Article.Copy> described = article.copy(copy.digest());
    if (described.isPresent() && !check) {
      return write(article, described.get(), copy);
    }
    if (out != null || (!check && !Files.exists(article.passages()))) {
      throw new CommandException(
          "positions in "
              + article.slug()
              + " are counted in another copy: the SHA-256 of "
              + text
              + " is "
              + copy.digest()
              + ", and no ibid:TextCopy in its article.ttl has this ibid:digest");
    }
    return check(article, described.orElse(article.copies().get(0)), copy);
  }

  private Article article(List<Article> articles, CopyText copy) {
    String known =
        articles.isEmpty()
            ? "no article in data/ describes a copy of its text"
            : "known: " + articles.stream().map(Article::slug).collect(Collectors.joining(", "));
    if (slug != null) {
      return articles.stream()
          .filter(article -> article.slug().equals(slug))
          .findFirst()
          .orElseThrow(
              () -> new CommandException("there is no article called " + slug + "; " + known));
    }
    List<Article> candidates =
        articles.stream().filter(article -> article.copy(copy.digest()).isPresent()).toList();
    if (candidates.isEmpty()) {
      candidates = articles;
    }
    if (candidates.size() != 1) {
      throw new CommandException(
          "of which article " + text + " is a copy must be said with --article; " + known);
    }
    return candidates.get(0);
  }

  private int write(Article article, Article.Copy described, CopyText copy) throws IOException {
    Home home = main.terminal().home();
    Passages passages = Segmenter.segment(article.slug(), described.layout(), copy);
    String content =
        PassageFile.of(article, described, passages).toTurtle(PredicateOrder.read(home));
    Path file = out == null ? article.passages() : out;
    boolean same = Files.exists(file) && Files.readString(file).equals(content);
    if (!same) {
      AtomicFile.write(file, content);
    }
    List<Passage> sentences = passages.sentences();
    main.terminal()
        .out()
        .printf(
            "%s %s: %s in %s on %s, %s%n",
            same ? "Unchanged" : "Wrote",
            home.show(file),
            count(sentences.size(), "sentence"),
            count(passages.paragraphs().size(), "paragraph"),
            pages(sentences),
            count(passages.pointers().size(), "pointer"));
    return ExitCode.OK;
  }

  private int check(Article article, Article.Copy described, CopyText copy) {
    List<CopyCheck.Finding> findings =
        CopyCheck.check(
            article.slug(),
            described.layout(),
            PassageFile.read(main.terminal().home(), article),
            copy);
    PrintStream print = main.terminal().out();
    print.printf(
        "%s in %s: %d exact, %d moved, %d missing%n",
        count(findings.size(), "passage") + " of " + article.slug(),
        text,
        count(findings, CopyCheck.Outcome.EXACT),
        count(findings, CopyCheck.Outcome.MOVED),
        count(findings, CopyCheck.Outcome.MISSING));
    for (CopyCheck.Finding finding : findings) {
      Passage passage = finding.passage();
      String line =
          String.format(
              "%-5s %-11s %s", passage.name(), pages(List.of(passage)), spans(passage.segments()));
      if (finding.outcome() == CopyCheck.Outcome.MOVED) {
        print.println("moved    " + line + " → " + spans(finding.segments()));
      } else if (finding.outcome() == CopyCheck.Outcome.MISSING) {
        print.println("missing  " + line);
      }
    }
    return count(findings, CopyCheck.Outcome.MISSING) == 0 ? ExitCode.OK : ExitCode.NEGATIVE;
  }

  private static long count(List<CopyCheck.Finding> findings, CopyCheck.Outcome outcome) {
    return findings.stream().filter(finding -> finding.outcome() == outcome).count();
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private static String pages(List<Passage> passages) {
    if (passages.isEmpty()) {
      return "no page";
    }
    int first = passages.get(0).firstPage();
    int last = passages.get(passages.size() - 1).lastPage();
    return first == last ? "page " + first : "pages " + first + "–" + last;
  }

  private static String spans(List<Span> spans) {
    return spans.stream().map(Span::toString).collect(Collectors.joining(", "));
  }
}
