/**
 * Lets queries go on to other SPARQL endpoints: {@code SERVICE}, to those of {@code
 * queries/services.ttl} only.
 *
 * <p>{@link org.ibid.federation.Federation} is put into the context of a query; what it knows of
 * each endpoint is a {@link org.ibid.federation.Service}.
 */
package org.ibid.federation;
