/**
 * What is shown of the graph: names for people, pages, tables, RDF documents; nothing here knows
 * HTTP.
 */
package org.ibid.publish;
