package org.ibid.graph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
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
   * @throws BadInputException if a file cannot be read
   */
  public static Questions read(Home home) {
    List<Question> all = new ArrayList<>();
    for (Path file : Home.files(home.queries(), ".rq", Integer.MAX_VALUE)) {
      try {
        all.add(question(home.queries().relativize(file), file, Files.readString(file)));
      } catch (IOException e) {
        throw new BadInputException(home.show(file), "the file cannot be read as UTF-8 text");
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
    String wanted = name.toLowerCase(Locale.ROOT);
    Comparator<Question> byDistance =
        Comparator.comparingInt(
            q -> Math.min(distance(wanted, q.name()), distance(wanted, q.id())));
    Stream<Question> holding = all.stream().filter(q -> q.id().contains(wanted)).sorted(byDistance);
    Stream<Question> alike =
        all.stream()
            .filter(q -> !q.id().contains(wanted))
            .filter(
                q ->
                    Math.min(distance(wanted, q.name()), distance(wanted, q.id()))
                        <= 1 + wanted.length() / 3)
            .sorted(byDistance);
    return Stream.concat(holding, alike).limit(most).map(Question::id).toList();
  }

  private static Question question(Path relative, Path file, String text) {
    String fileName = relative.getFileName().toString();
    String name = fileName.substring(0, fileName.length() - 3);
    Path folder = relative.getParent();
    Map<String, String> header = header(text);
    return new Question(
        folder == null ? "" : folder.toString().replace('\\', '/'),
        name,
        header.getOrDefault("title", name.replace('-', ' ')),
        header.getOrDefault("description", ""),
        Stream.of(header.getOrDefault("keywords", "").split(","))
            .map(String::strip)
            .filter(keyword -> !keyword.isEmpty())
            .toList(),
        file,
        text);
  }

  private static Map<String, String> header(String text) {
    Map<String, String> header = new LinkedHashMap<>();
    String key = null;
    for (String line : text.lines().toList()) {
      if (!line.startsWith("#+")) {
        break;
      }
      Matcher matcher = KEY.matcher(line);
      if (matcher.matches()) {
        key = matcher.group(1).toLowerCase(Locale.ROOT);
        header.put(key, matcher.group(2).strip());
      } else if (key != null) {
        header.merge(
            key, line.substring(2).strip(), (before, more) -> (before + " " + more).strip());
      }
    }
    return header;
  }

  /** How many letters must be changed, added or left out to make one word from the other. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
