package org.ibid.edit.form;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;

/**
 * One property that can be filled in for a claim or for a part of one.
 *
 * @param property the property
 * @param name its IRI in short
 * @param label what it is called
 * @param help what it means
 * @param rules what the shapes ask of it, in their words
 * @param entry how its values are given
 * @param least how many values there must be
 * @param room how many values there are at least where there are any
 * @param most how many values there may be; 0 for any number
 * @param need how much it is missed when it is left out
 * @param classes to which the values belong: one of them
 * @param choices the values to choose from, where they are few and fixed
 * @param languages the languages that a text may be in; empty for a code without language
 * @param parts for a part of the claim: of which kinds it can be
 * @param group where it stands
 * @param order its place there
 */
public record Field(
    Node property,
    String name,
    String label,
    String help,
    List<String> rules,
    Entry entry,
    int least,
    int room,
    int most,
    Need need,
    List<Node> classes,
    List<Choice> choices,
    List<String> languages,
    List<Kind> parts,
    Group group,
    double order) {

  /** How the values of a field are given. */
  public enum Entry {
    TEXT,
    ADDRESS,
    NUMBER,
    DATE,
    FLAG,
    CHOICE,
    RESOURCE,
    PART
  }

  /** How much a field is missed. */
  public enum Need {
    /** It must be filled in. */
    REQUIRED,
    /** It or another one must be filled in. */
    ONE_OF,
    /** It is often filled in. */
    USUAL,
    /** It is seldom filled in. */
    RARE
  }

  /** One of the values to choose from. */
  public record Choice(Node value, String name, String label, String definition) {}

  /** A group of fields under a heading. */
  public record Group(String id, String label, String help, double order) {}

  /** Whether there can be more than one value. */
  public boolean isMany() {
    return most != 1;
  }

  /** Whether a text may run over several lines. */
  public boolean isLong() {
    return entry == Entry.TEXT && (least > 0 || group.id().endsWith("notes"));
  }

  /** The classes of the values, with spaces between them. */
  public String classNames() {
    return classes.stream().map(Node::getURI).collect(Collectors.joining(" "));
  }

  /** Whether the choices are shown side by side rather than in a list that opens. */
  public boolean isOpenChoice() {
    return entry == Entry.CHOICE && most == 1 && choices.size() <= 6;
  }
}
