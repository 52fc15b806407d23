/// What the API server tells, kept in memory as `core`'s slim records: a list and a watch for each kind. Knows nothing
/// of
/// who reads it, and writes nothing.
@NullMarked
package dev.tidewright.kubernetes.watch;

import org.jspecify.annotations.NullMarked;
