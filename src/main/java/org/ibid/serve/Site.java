package org.ibid.serve;

import java.util.Optional;
import java.util.function.Supplier;
import org.ibid.edit.StoreKey;
import org.ibid.graph.ClaimGraph;
import org.ibid.graph.Home;
import org.ibid.publish.Publication;

/**
 * What handlers work with.
 *
 * @param graph the door to the graph
 * @param home the project folder
 * @param publication gives what is shown of the graph's current state
 * @param queries runs queries of strangers
 * @param options how the server runs
 * @param key gives the key that opens the store for commands beside the server, if there is one
 */
record Site(
    ClaimGraph graph,
    Home home,
    Supplier<Publication> publication,
    GuardedQueries queries,
    ServerOptions options,
    Supplier<Optional<StoreKey>> key) {}
