/**
 * Checks the graph against the SHACL shapes of {@code ontology/shapes}.
 *
 * <p>{@link org.ibid.validate.Validator} reads the shapes and checks a {@link org.ibid.graph.View};
 * what it finds is a {@link org.ibid.validate.Report} of {@link org.ibid.validate.Finding
 * findings}.
 */
package org.ibid.validate;
