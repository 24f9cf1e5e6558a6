package org.ibid;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ibid.graph.Digests;

/**
 * Makes up small articles, each with a copy of its text and a description in a project folder.
 *
 * <p>The layout is unlike that of any real article of the project: pages start with a form feed,
 * headings stand between equals signs, notes between lines of tildes, pointers in square brackets.
 */
public final class InventedArticle {

  /** A copy that has everything which makes passages hard to find. */
  public static final String GULLS =
      """
      The Gulls of 𝔊othenhafen, a draft

      == Arrival ==

      The gulls 🐦 come late. In the harbour of 𝔊othenhafen they are counted by Dr. Möwe [1] and
      his nephew. Nobody counts the terns!

      Their number fell to
      ~~~
      (1) Möwe A. Counting Gulls. == Noise == is a chapter of it. Page 7.
      ~~~
      forty in the year
      ~~~
      (2) Anon. A Year of Gulls.
      ~~~
      2031, as [2] says. “They will be back,” [Tern 2030] he adds.[3] “Will they?” The harbour
      master [9] doubts it [Tern 2030]
      \f
      and so do I.
      \f
      == Noise ==
      A gull co\u00ADmes to the cafe\u0301. It screams

      at guests. The guests leave
      """;

  private static final String LAYOUT =
      """
          ibid:firstPage 101 ;
          ibid:pageStartPattern "\\\\f" ;
          ibid:furniturePattern "^~~~\\\\n[\\\\s\\\\S]*?^~~~$" ;
          ibid:pointerPattern "\\\\[(?<label>\\\\d+)\\\\]" , "\\\\[(?<label>\\\\p{Lu}\\\\p{L}+ \\\\d{4})\\\\]" ;
          ibid:abbreviation "Dr." .
      """;

  private final Path root;
  private final String slug;

  /** An article that will be described in the project folder. */
  public InventedArticle(Path root, String slug) {
    this.root = root;
    this.slug = slug;
  }

  /** Describes the article of the gulls, with the copy that has this text. */
  public InventedArticle describe(String text) {
    return describe(text, LAYOUT);
  }

  /** Describes it with a layout of its own. */
  public InventedArticle describe(String text, String layout) {
    String digest = Digests.sha256(text);
    write(
        root.resolve("data").resolve(slug).resolve("article.ttl"),
        """
        @prefix copy: <https://w3id.org/ibid/id/%1$s/copy/> .
        @prefix doco: <http://purl.org/spar/doco/> .
        @prefix ibid: <https://w3id.org/ibid/ns#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix section: <https://w3id.org/ibid/id/%1$s/section/> .

        copy:a a ibid:TextCopy ; ibid:digest "%2$s" ; ibid:layout copy:a.layout .
        copy:a.layout a ibid:TextLayout ;
        %3$s
        section:noise a doco:Section ;
            rdfs:label "Noise"@en ; ibid:number 2 ; ibid:startPattern "^== Noise ==$|== Noise ==" .
        section:arrival a doco:Section ;
            rdfs:label "Arrival"@en ; ibid:number 1 ; ibid:startPattern "^== Arrival ==$" .
        """
            .formatted(slug, digest, layout));
    return this;
  }

  /** Writes a copy beside the project's folders. */
  public Path copy(String name, String text) {
    return write(root.resolve("copies").resolve(name), text);
  }

  private static Path write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      return Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
