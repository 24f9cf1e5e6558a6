/**
 * How claims are written and changed by people: checked as a whole, taken over as one change.
 *
 * <p>Spreadsheets: {@link org.ibid.edit.ClaimVocabulary} knows what can be said in a claim of each
 * kind, {@link org.ibid.edit.ClaimSheet} lays claims out in rows and columns, {@link
 * org.ibid.edit.SheetReader} reads them back.
 *
 * <p>{@link org.ibid.edit.Editor} checks every change as it would leave the graph, and makes it as
 * a whole or not at all; {@link org.ibid.edit.Tokens} knows who may.
 */
package org.ibid.edit;
