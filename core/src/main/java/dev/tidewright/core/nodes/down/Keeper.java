package dev.tidewright.core.nodes.down;

import static dev.tidewright.core.explain.Explanation.because;

import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.ObjectKey;

/// One thing that by itself keeps a node, and what to change so that it no longer does.
///
/// @param reason in cluster-autoscaler's words: `NotUnderutilized`, or a pod's `NotReplicated`
/// @param object the one to change
/// @param detail what was found, in a few words
/// @param remedy what to do to the object; a phrase without a full stop
public record Keeper(String reason, ObjectKey object, String detail, String remedy) {
    Explanation explanation() {
        return because(reason).given("object", object).given("found", detail).given("to free the node", remedy);
    }
}
