package org.ibid.passage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.apache.jena.rdf.model.Literal;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.ibid.graph.BadInputException;
import org.ibid.graph.Home;
import org.ibid.graph.Ibid;
import org.ibid.graph.SourceFile;

/**
 * Knows an article's folder and what its description says of the copies of its text.
 *
 * @param slug the name of its folder and of its IRIs
 * @param folder its folder under {@code data/}
 * @param copies the copies in which positions are counted
 * @param prefixes the prefixes that its description declares
 */
public record Article(String slug, Path folder, List<Copy> copies, Map<String, String> prefixes) {

  private static final String DESCRIPTION = "article.ttl";

  /**
   * One copy of the article's text.
   *
   * @param iri its IRI
   * @param digest SHA-256 of its bytes, in hexadecimal
   * @param layout how it is laid out
   */
  public record Copy(String iri, String digest, Layout layout) {}

  /**
   * Reads the descriptions of all articles that have a copy, in the order of their names.
   *
   * @throws BadInputException if a description cannot be used; it says why
   */
  public static List<Article> all(Home home) {
    List<Article> articles = new ArrayList<>();
    for (Path folder : home.articles()) {
      Path description = folder.resolve(DESCRIPTION);
      if (Files.isRegularFile(description)) {
        Article article = new Description(home, description).article();
        if (!article.copies().isEmpty()) {
          articles.add(article);
        }
      }
    }
    return articles;
  }

  /** The file that holds the article's passages. */
  public Path passages() {
    return folder.resolve("passages.ttl");
  }

  /** The copy with this SHA-256, if positions are counted in it. */
  public Optional<Copy> copy(String digest) {
    return copies.stream().filter(copy -> copy.digest().equals(digest)).findFirst();
  }

  /** Reads one description. */
  private static final class Description {
    private final String name;
    private final Path file;
    private final SourceFile source;
    private final Model model = ModelFactory.createDefaultModel();

    Description(Home home, Path file) {
      this.name = home.show(file);
      this.file = file;
      String slug = file.getParent().getFileName().toString();
      this.source = SourceFile.read(home, file, Ibid.articleGraph(slug));
      source.triples().forEach(triple -> model.getGraph().add(triple));
    }

    Article article() {
      List<Copy> copies =
          model
              .listSubjectsWithProperty(RDF.type, model.createResource(Ibid.NS + "TextCopy"))
              .toList()
              .stream()
              .sorted(Comparator.comparing(Resource::getURI))
              .map(this::copy)
              .toList();
      Path folder = file.getParent();
      return new Article(folder.getFileName().toString(), folder, copies, source.prefixes());
    }

    private Copy copy(Resource copy) {
      Statement layout = copy.getProperty(model.createProperty(Ibid.NS, "layout"));
      if (layout == null) {
        throw new BadInputException(name, "the copy " + copy + " has no ibid:layout");
      }
      String digest = strings(copy, "digest").findFirst().orElse("");
      return new Copy(copy.getURI(), digest, layout(layout.getResource()));
    }

    private Layout layout(Resource layout) {
      return new Layout(
          integer(layout, "firstPage"),
          patterns(layout, "pageStartPattern"),
          patterns(layout, "furniturePattern"),
          pointers(layout),
          Set.copyOf(strings(layout, "abbreviation").toList()),
          sections());
    }

    private List<Pattern> pointers(Resource layout) {
      List<Pattern> patterns = patterns(layout, "pointerPattern");
      for (Pattern pattern : patterns) {
        if (!pattern.namedGroups().containsKey("label")) {
          throw new BadInputException(
              name, "ibid:pointerPattern \"" + pattern + "\" has no group (?<label>…)");
        }
      }
      return patterns;
    }

    private List<Layout.Section> sections() {
      List<Layout.Section> sections =
          model
              .listSubjectsWithProperty(model.createProperty(Ibid.NS, "startPattern"))
              .toList()
              .stream()
              .sorted(Comparator.comparing(section -> integer(section, "number")))
              .map(
                  section ->
                      new Layout.Section(
                          section.getURI(),
                          label(section),
                          patterns(section, "startPattern").get(0)))
              .toList();
      if (sections.isEmpty()) {
        throw new BadInputException(name, "no section has an ibid:startPattern");
      }
      return sections;
    }

    private static String label(Resource section) {
      Statement label = section.getProperty(RDFS.label, "en");
      return label == null ? section.getLocalName() : label.getString();
    }

    private int integer(Resource subject, String property) {
      return values(subject, property)
          .map(RDFNode::asLiteral)
          .map(Literal::getInt)
          .findFirst()
          .orElseThrow(() -> new BadInputException(name, subject + " has no ibid:" + property));
    }

    private List<Pattern> patterns(Resource subject, String property) {
      return strings(subject, property)
          .sorted()
          .map(
              regex -> {
                try {
                  return Pattern.compile(regex, Pattern.MULTILINE);
                } catch (PatternSyntaxException e) {
                  throw new BadInputException(
                      name,
                      "ibid:" + property + " of " + subject + " is no pattern: " + e.getMessage());
                }
              })
          .toList();
    }

    private Stream<String> strings(Resource subject, String property) {
      return values(subject, property).map(RDFNode::asLiteral).map(Literal::getString);
    }

    private Stream<RDFNode> values(Resource subject, String property) {
      return subject
          .listProperties(model.createProperty(Ibid.NS, property))
          .mapWith(Statement::getObject)
          .toList()
          .stream();
    }
  }
}
