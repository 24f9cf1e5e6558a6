package org.ibid.publish;

import java.util.Arrays;
import java.util.Optional;

/** Names the files in which the whole graph can be had. */
public enum Dump {
  TURTLE(DocumentForm.TURTLE),
  TRIG(DocumentForm.TRIG),
  NTRIPLES(DocumentForm.NTRIPLES),
  NQUADS(DocumentForm.NQUADS),
  JSONLD(DocumentForm.JSONLD),
  RDFXML(DocumentForm.RDFXML);

  private final DocumentForm form;

  Dump(DocumentForm form) {
    this.form = form;
  }

  public DocumentForm form() {
    return form;
  }

  /** The name of the file. */
  public String file(boolean compressed) {
    return "ibid." + form.extension() + (compressed ? ".gz" : "");
  }

  /** Where the file of a version is, relative to the base. */
  public String path(String version, boolean compressed) {
    return "dumps/" + version + "/" + file(compressed);
  }

  /** The dump of which a file has the name, compressed or not. */
  public static Optional<Dump> named(String file) {
    return Arrays.stream(values())
        .filter(dump -> file.equals(dump.file(false)) || file.equals(dump.file(true)))
        .findFirst();
  }
}
