/// Plays what upstream's vertical autoscaler answered: recommender, updater and admission controller.
@NullMarked
package dev.tidewright.conformance.vpa;

import org.jspecify.annotations.NullMarked;
