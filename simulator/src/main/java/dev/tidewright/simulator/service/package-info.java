/// The software inside the application's pods under load: endpoints, requests, calls, retries, processors, memory.
/// Knows the cluster only by its pods' readiness, and nothing of autoscalers.
@NullMarked
package dev.tidewright.simulator.service;

import org.jspecify.annotations.NullMarked;
