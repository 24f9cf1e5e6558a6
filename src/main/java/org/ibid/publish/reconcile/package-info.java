/**
 * Matches what stands in other people's tables with the entities and works here: the W3C's Entity
 * Reconciliation Service API, version 0.2.
 *
 * <p>{@link org.ibid.publish.reconcile.Reconciler} answers; what it knows of types and properties
 * is its {@link org.ibid.publish.reconcile.Schema}.
 */
package org.ibid.publish.reconcile;
