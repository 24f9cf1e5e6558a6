/**
 * Pictures of tables: what an answer says, drawn as SVG, with every row as a mark or named as not
 * drawn; nothing here knows where the rows come from or where the picture goes.
 */
package org.ibid.picture;
