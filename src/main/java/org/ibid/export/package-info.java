/**
 * Writes claims and works in the forms that other people's software reads, and reads back what can
 * be read back.
 *
 * <p>What goes into an export stands in the queries of {@code ontology/exports} and in the
 * alignment module; the classes here know only the forms.
 */
package org.ibid.export;
