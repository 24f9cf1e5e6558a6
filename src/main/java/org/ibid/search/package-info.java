/** Finds things by what people call them: while they type, and in what they have written. */
package org.ibid.search;
