/// Sizes containers by their VerticalPodAutoscalers: a loop that recommends from what was used, a loop that brings
/// recommendations to running pods, and what new pods get. Decides by `core.requests`; cannot tell which world it acts
/// in.
@NullMarked
package dev.tidewright.control.requests;

import org.jspecify.annotations.NullMarked;
