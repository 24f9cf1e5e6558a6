package org.ibid.edit.form;

import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;

/**
 * A class of claims, of parts of claims or of things that claims speak of, with the fields that it
 * has.
 *
 * @param type the class
 * @param name its IRI in short
 * @param label what it is called
 * @param definition what it means
 * @param fields its fields in their order
 */
public record Kind(Node type, String name, String label, String definition, List<Field> fields) {

  /** The field of a property. */
  public Optional<Field> field(Node property) {
    return fields.stream().filter(field -> field.property().equals(property)).findFirst();
  }
}
