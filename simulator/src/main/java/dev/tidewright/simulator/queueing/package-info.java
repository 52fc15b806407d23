/// Queueing in counts: how many requests are inside a group of servers, how many leave in one step of time, and how
/// long they took. Knows nothing of pods, of Kubernetes or of the clock; a step is [Step#SECONDS] long.
@NullMarked
package dev.tidewright.simulator.queueing;

import org.jspecify.annotations.NullMarked;
