package dev.tidewright.core.requests.update;

import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.Pod;

/// A pod that stays as it is for now, and why.
public record Held(Pod pod, Explanation why) {}
