/// The metrics APIs, read in bulk: one list serves all who ask within a second. Knows nothing of what metrics decide.
@NullMarked
package dev.tidewright.kubernetes.metrics;

import org.jspecify.annotations.NullMarked;
