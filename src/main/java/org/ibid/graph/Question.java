package org.ibid.graph;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Describes one question of the catalogue: a SPARQL query in a file of its own.
 *
 * <p>Its file begins with lines such as {@code #+ title: Who is a member of what?}, likewise {@code
 * description}, {@code keywords} (separated by commas), {@link Parameter parameter} and {@code
 * picture}; a line that begins with {@code #+} and names no key continues the one before.
 *
 * @param module the folder under {@code queries/}
 * @param name the file's name without {@code .rq}
 * @param title the question in words
 * @param description what the answer shows, or empty
 * @param keywords in the order of the file
 * @param parameters what may be chosen, in the order of the file
 * @param picture the kind of picture in which its answer is drawn, or empty
 * @param path the file
 * @param text the whole file
 */
public record Question(
    String module,
    String name,
    String title,
    String description,
    List<String> keywords,
    List<Parameter> parameters,
    String picture,
    Path path,
    String text) {

  /** The query without the lines that describe it. */
  public String query() {
    return text.lines()
        .dropWhile(line -> line.startsWith("#+") || line.isBlank())
        .collect(Collectors.joining("\n"));
  }

  /** Module and name, which tell this question from all others. */
  public String id() {
    return module.isEmpty() ? name : module + "/" + name;
  }
}
