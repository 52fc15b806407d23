/// How much a container should ask for: the vertical autoscaler's objects and what its parts share. Knows nothing of
/// documents, clocks or of who carries a decision out.
@NullMarked
package dev.tidewright.core.requests;

import org.jspecify.annotations.NullMarked;
