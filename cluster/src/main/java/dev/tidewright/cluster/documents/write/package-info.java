/// From typed objects back to the JSON documents of the API server: what an object's origin says, with what has
/// changed since laid over it. Knows the typed kinds and no world.
@NullMarked
package dev.tidewright.cluster.documents.write;

import org.jspecify.annotations.NullMarked;
