/** The server: SPARQL over HTTP, and a page and RDF for every IRI of the project. */
package org.ibid.serve;
