/// Reads scenario files and plain manifests into a scenario. Every complaint names file, line and field, and one
/// reading names every mistake. Knows nothing of how a scenario is played.
@NullMarked
package dev.tidewright.simulator.scenario.reader;

import org.jspecify.annotations.NullMarked;
