package org.ibid.graph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Holds the catalogue of questions: the files {@code queries/<module>/<question>.rq}. */
public final class Questions {

  private static final Pattern KEY = Pattern.compile("#\\+\\s*([A-Za-z]+)\\s*:\\s*(.*)");

  private final List<Question> all;

  private Questions(List<Question> all) {
    this.all = all;
  }

  /**
   * Reads the catalogue, ordered by module and name.
   *
   * @throws BadInputException if a file cannot be read or its header is not as it should be
   */
  public static Questions read(Home home) {
    return in(home, home.queries());
  }

  /**
   * Reads the questions of a folder, ordered by module and name.
   *
   * @throws BadInputException if a file cannot be read or its header is not as it should be
   */
  public static Questions in(Home home, Path folder) {
    List<Question> all = new ArrayList<>();
    for (Path file : Home.files(folder, ".rq", Integer.MAX_VALUE)) {
      try {
        all.add(question(folder.relativize(file), file, Files.readString(file)));
      } catch (IOException e) {
        throw new BadInputException(home.show(file), "the file cannot be read as UTF-8 text");
      } catch (IllegalArgumentException e) {
        throw new BadInputException(home.show(file), e.getMessage());
      }
    }
    return new Questions(List.copyOf(all));
  }

  /** All questions, ordered by module and name. */
  public List<Question> all() {
    return all;
  }

  /** The questions of that name or {@code module/name}: none, one, or several of one name. */
  public List<Question> find(String name) {
    String bare = name.endsWith(".rq") ? name.substring(0, name.length() - 3) : name;
    return all.stream().filter(q -> q.id().equals(bare) || q.name().equals(bare)).toList();
  }

  /** The names most like the given one, best first, at most as many as asked for. */
  public List<String> nearest(String name, int most) {
    return Spelling.nearest(
        name,
        all.stream().map(Question::id).toList(),
        most,
        id -> id.substring(id.lastIndexOf('/') + 1));
  }

  /**
   * The parameters that the header of a query declares.
   *
   * @throws IllegalArgumentException if a declaration is not as it should be
   */
  public static List<Parameter> parameters(String text) {
    return header(text).getOrDefault("parameter", List.of()).stream()
        .map(Parameter::declared)
        .toList();
  }

  private static Question question(Path relative, Path file, String text) {
    String fileName = relative.getFileName().toString();
    String name = fileName.substring(0, fileName.length() - 3);
    Path folder = relative.getParent();
    Map<String, List<String>> header = header(text);
    return new Question(
        folder == null ? "" : folder.toString().replace('\\', '/'),
        name,
        String.join(" ", header.getOrDefault("title", List.of(name.replace('-', ' ')))),
        String.join(" ", header.getOrDefault("description", List.of())),
        header.getOrDefault("keywords", List.of()).stream()
            .flatMap(line -> Stream.of(line.split(",")))
            .map(String::strip)
            .filter(keyword -> !keyword.isEmpty())
            .toList(),
        parameters(text),
        String.join(" ", header.getOrDefault("picture", List.of())),
        file,
        text);
  }

  /** What the header says under each key, one text for each time that the key is named. */
  private static Map<String, List<String>> header(String text) {
    Map<String, List<String>> header = new LinkedHashMap<>();
    List<String> values = null;
    for (String line : text.lines().toList()) {
      if (!line.startsWith("#+")) {
        break;
      }
      Matcher matcher = KEY.matcher(line);
      if (matcher.matches()) {
        String key = matcher.group(1).toLowerCase(Locale.ROOT);
        values = header.computeIfAbsent(key, k -> new ArrayList<>());
        values.add(matcher.group(2).strip());
      } else if (values != null) {
        int last = values.size() - 1;
        values.set(last, (values.get(last) + " " + line.substring(2).strip()).strip());
      }
    }
    return header;
  }
}
