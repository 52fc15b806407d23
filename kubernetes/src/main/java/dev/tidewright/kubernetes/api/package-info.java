/// How the API server is spoken to: where it is, as whom, how often again, and in whose words it refuses. Knows nothing
/// of what an object means.
@NullMarked
package dev.tidewright.kubernetes.api;

import org.jspecify.annotations.NullMarked;
