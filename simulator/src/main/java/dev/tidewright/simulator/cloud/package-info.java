/// The virtual cloud: groups of machines that boot, join as nodes, cost money, run out and are taken back. Knows
/// nothing of what runs on the machines, nor of why they are ordered.
@NullMarked
package dev.tidewright.simulator.cloud;

import org.jspecify.annotations.NullMarked;
