package dev.tidewright.core.requests.update;

import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.Pod;

/// Whether a pod should get other requests now.
public sealed interface Judgement {
    Pod pod();

    Explanation why();

    /// It should.
    record Accepted(Pod pod, Urgency urgency, Explanation why) implements Judgement {}

    /// It should not, or not yet.
    record Declined(Pod pod, Urgency urgency, Explanation why) implements Judgement {}
}
