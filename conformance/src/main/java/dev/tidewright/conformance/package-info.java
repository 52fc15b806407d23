/// Plays upstream's recorded answers against the decisions and loops, and says where they first differ. Knows no world:
/// a case brings its own answers of the cluster and of the metrics APIs.
@NullMarked
package dev.tidewright.conformance;

import org.jspecify.annotations.NullMarked;
