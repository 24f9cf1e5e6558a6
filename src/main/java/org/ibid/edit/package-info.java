/**
 * How claims are written and changed by people: checked as a whole, taken over as one change.
 *
 * <p>Spreadsheets: {@link org.ibid.edit.ClaimVocabulary} knows what can be said in a claim of each
 * kind, {@link org.ibid.edit.ClaimSheet} lays claims out in rows and columns, {@link
 * org.ibid.edit.SheetReader} reads them back.
 */
package org.ibid.edit;
