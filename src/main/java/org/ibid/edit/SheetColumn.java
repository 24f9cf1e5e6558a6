package org.ibid.edit;

import java.util.List;
import org.apache.jena.graph.Node;

/**
 * A column of a spreadsheet of claims: the way from the claim of a row to what stands in its cell.
 *
 * @param content what its cells hold
 * @param path the predicates that lead from the claim to the values, through its parts; to the part
 *     itself where the cells hold its name; empty where they hold the claim
 * @param language the language of its texts
 * @param label the way in words: {@code amount: value}
 * @param name the way in prefixed names: {@code gec:amount/ibid:value}
 * @param required whether the shapes ask for it in each claim, or in each part of its kind
 * @param help what to write
 */
public record SheetColumn(
    Content content,
    List<Step> path,
    String language,
    String label,
    String name,
    boolean required,
    String help) {

  /** Says what the cells of a column hold. */
  public enum Content {
    /** The name of the claim that the row describes. */
    CLAIM,
    /** Values of the last predicate of the path. */
    VALUES,
    /** What follows the address of the claim in that of its part. */
    PART_NAME
  }

  /**
   * One predicate on the way.
   *
   * @param property the predicate
   * @param number which of several parts is meant, from 1
   */
  public record Step(Node property, int number) {}

  /** The language of texts whose column names none. */
  static final String ENGLISH = "en";

  public SheetColumn {
    path = List.copyOf(path);
  }

  /** What stands in the first row. */
  public String header() {
    return label + " (" + name + ")";
  }

  /** The predicate whose values the cells hold. */
  Node property() {
    return path.get(path.size() - 1).property();
  }

  /** The way to the resource of which the values are said: the claim or one of its parts. */
  List<Step> owner() {
    return content == Content.VALUES ? path.subList(0, path.size() - 1) : path;
  }

  /** The letter of a column as spreadsheets count, from 0: A, B, … Z, AA. */
  public static String letter(int index) {
    StringBuilder letters = new StringBuilder();
    for (int rest = index; rest >= 0; rest = rest / 26 - 1) {
      letters.insert(0, (char) ('A' + rest % 26));
    }
    return letters.toString();
  }
}
