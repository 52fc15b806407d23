/// Finds a decision in a run's journal and renders its derivation for a terminal. Derives nothing itself: what is shown
/// was written where the decision fell.
@NullMarked
package dev.tidewright.insight.explain;

import org.jspecify.annotations.NullMarked;
