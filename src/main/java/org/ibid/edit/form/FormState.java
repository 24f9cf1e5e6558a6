package org.ibid.edit.form;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where somebody stands in writing a claim.
 *
 * @param article the article in which the claim is made
 * @param slug the last word of its address as given
 * @param proposedSlug the one that it would get
 * @param claim the claim that is changed, or null for a new one
 * @param claimPage the page of that claim, or null
 * @param tag names the state of the claim from which the change started, or null
 * @param begun whether anything has been filled in, so that it has been looked through
 * @param checked whether everything has been checked on request, so that all that is missing is
 *     told
 * @param focus the id of what to go on with, or nothing
 * @param message why the claim could not be published, or nothing
 * @param theirs what the claim says now, where somebody else has changed it; else nothing
 * @param reason why the claim is written, for the history
 * @param problems what is wrong
 */
public record FormState(
    String article,
    String slug,
    String proposedSlug,
    String claim,
    String claimPage,
    String tag,
    boolean begun,
    boolean checked,
    String focus,
    String message,
    List<Line> theirs,
    String reason,
    List<Flaw> problems) {

  /** A line of what the claim says now, and whether the claim as filled in lacks it. */
  public record Line(String text, boolean differs) {}

  /** The lines of one text, with those marked that are not in the other. */
  public static List<Line> compared(String theirs, String ours) {
    Set<String> known = ours.lines().map(FormState::bare).collect(Collectors.toSet());
    return theirs.lines().map(line -> new Line(line, !known.contains(bare(line)))).toList();
  }

  /** A line without what only says whether another follows. */
  private static String bare(String line) {
    return line.strip().replaceAll("\\s*[;.]$", "");
  }

  /** Whether the claim is a new one. */
  public boolean isNew() {
    return claim == null;
  }

  /** The heading of the page. */
  public String heading(Kind kind) {
    String label = kind.label().toLowerCase(Locale.ROOT);
    String article = "aeiou".indexOf(label.charAt(0)) >= 0 ? "an " : "a ";
    return isNew() ? "Write " + article + label : "Change " + article + label;
  }

  /** What is wrong with one field. */
  public List<Flaw> problemsAt(String field) {
    return problems.stream().filter(problem -> problem.field().equals(field)).toList();
  }

  /** How much is wrong, in words, above the list of it. */
  public String summary() {
    return summary(problems);
  }

  /** How much is wrong, in words, with a claim that has these problems. */
  public static String summary(List<Flaw> problems) {
    long wrong = problems.stream().filter(Flaw::severe).count();
    return wrong == 0
        ? "It can be published; look at this again"
        : wrong == 1
            ? "One thing must be mended before it can be published"
            : wrong + " things must be mended before it can be published";
  }

  /** How the claim stands, in a few words. */
  public String status() {
    return begun ? status(problems) : "Nothing has been filled in yet";
  }

  /** How a claim with these problems stands. */
  public static String status(List<Flaw> problems) {
    long missing = problems.stream().filter(p -> p.severe() && p.missing()).count();
    long wrong = problems.stream().filter(p -> p.severe() && !p.missing()).count();
    long doubtful = problems.size() - missing - wrong;
    StringBuilder words = new StringBuilder();
    add(words, wrong, " mistake", " mistakes");
    add(words, missing, " thing missing", " things missing");
    add(words, doubtful, " thing to look at again", " things to look at again");
    return words.isEmpty() ? "Ready to be published" : words.toString();
  }

  private static void add(StringBuilder words, long count, String one, String many) {
    if (count > 0) {
      words.append(words.isEmpty() ? "" : ", ").append(count).append(count == 1 ? one : many);
    }
  }
}
