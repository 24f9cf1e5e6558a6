/**
 * The form in which people write claims: its fields come from the ontology and the shapes, and what
 * is filled in becomes Turtle here, so that a page, a server and a test all do the same.
 *
 * <p>{@link org.ibid.edit.form.FormModel} knows the fields, {@link org.ibid.edit.form.Filled} holds
 * what is filled in, {@link org.ibid.edit.form.Draft} is the claim that this makes, {@link
 * org.ibid.edit.form.Sheet} is the form as a page shows it, and {@link org.ibid.edit.form.Finder}
 * finds what can be picked.
 */
package org.ibid.edit.form;
