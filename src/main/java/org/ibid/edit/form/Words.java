package org.ibid.edit.form;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.RDFS;

/** Says what a shape says to people who see a form and no Turtle: with labels in place of names. */
final class Words {

  private static final Pattern ASIDE =
      Pattern.compile("\\s*\\((?:(?:a )?\\w+:\\w+(?:,| or| and)?(?: \"…\"@\\w+| twice)?\\s*)+\\)");
  private static final Pattern NAME = Pattern.compile("\\b(?:an? )?(\\w+):([A-Za-z]\\w*)\\b");
  private static final Pattern TYPED = Pattern.compile("\"([^\"]*)\"(?:\\^\\^\\w+:\\w+|@\\w+)");

  private static final Pattern DATATYPES = Pattern.compile("\\s*\\([^()]*xsd:[^()]*\\)");

  private final FormModel model;

  Words(FormModel model) {
    this.model = model;
  }

  /** A definition without the datatypes that it names in brackets. */
  static String withoutDatatypes(String definition) {
    return DATATYPES.matcher(definition).replaceAll("");
  }

  /** The message without the names of terms. */
  String plain(String message) {
    String text = ASIDE.matcher(message).replaceAll("");
    text = TYPED.matcher(text).replaceAll(found -> Matcher.quoteReplacement(found.group(1)));
    text = NAME.matcher(text).replaceAll(this::label);
    return text.replace(" without quotation marks", "").replace(" and without quotation marks", "");
  }

  private String label(MatchResult name) {
    Node term = term(name.group(1), name.group(2));
    String label = term == null ? null : model.labels().text(term, RDFS.label.asNode());
    if (label == null) {
      return Matcher.quoteReplacement(name.group());
    }
    return Matcher.quoteReplacement("“" + label + "”");
  }

  /** The terms that a message names, in their order. */
  List<Node> terms(String message) {
    List<Node> found = new ArrayList<>();
    NAME.matcher(message)
        .results()
        .forEach(
            name -> {
              Node term = term(name.group(1), name.group(2));
              if (term != null) {
                found.add(term);
              }
            });
    return found;
  }

  private Node term(String prefix, String local) {
    String namespace = model.prefixes().getNsPrefixURI(prefix);
    return namespace == null ? null : NodeFactory.createURI(namespace + local);
  }
}
