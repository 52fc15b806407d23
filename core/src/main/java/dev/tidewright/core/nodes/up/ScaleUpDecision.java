package dev.tidewright.core.nodes.up;

import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.scheduling.Verdict.Rejected;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What scale-up makes of the cluster at one moment.
///
/// @param podsToHelp pods that fit nowhere, those too young to be helped yet among them
/// @param options    one for each group that could help
/// @param choice     empty where there was nothing to choose from
/// @param plan       the groups to grow; empty where none does
/// @param triggered  the pods that the plan is for
/// @param remaining  pods that no group can help
/// @param skipped    groups that were not tried, and why not
/// @param awaiting   pods that the chosen group cannot help but another could, in a later look
public record ScaleUpDecision(
        Result result,
        List<Pod> podsToHelp,
        List<Option> options,
        Optional<Choice> choice,
        List<Resize> plan,
        List<Pod> triggered,
        List<Unhelped> remaining,
        List<Pod> awaiting,
        Map<String, String> skipped,
        Explanation why) {
    /// How it ended, as cluster-autoscaler counts it.
    public enum Result {
        SUCCESSFUL("ScaleUpSuccessful"),
        NOT_NEEDED("ScaleUpNotNeeded"),
        NO_OPTIONS("ScaleUpNoOptionsAvailable"),
        IN_COOLDOWN("ScaleUpInCooldown"),
        LIMITED_BY_MAX_NODES("ScaleUpLimitedByMaxNodesTotal"),
        FAILED("ScaleUpError");

        private final String words;

        Result(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /// Pods that no group can help, and why not, group by group.
    ///
    /// @param rejected groups whose nodes they would not fit
    /// @param skipped  groups that were not tried, for reasons of their own
    public record Unhelped(List<Pod> pods, Map<String, Rejected> rejected, Map<String, String> skipped) {
        public Unhelped {
            pods = List.copyOf(pods);
            rejected = ordered(rejected);
            skipped = ordered(skipped);
        }
    }

    public ScaleUpDecision {
        podsToHelp = List.copyOf(podsToHelp);
        options = List.copyOf(options);
        plan = List.copyOf(plan);
        triggered = List.copyOf(triggered);
        remaining = List.copyOf(remaining);
        awaiting = List.copyOf(awaiting);
        skipped = ordered(skipped);
    }

    /// Why a group was not tried; empty where it was.
    public Optional<String> skipped(String group) {
        return Optional.ofNullable(skipped.get(group));
    }

    ScaleUpDecision withPodsToHelp(List<Pod> pods) {
        return new ScaleUpDecision(result, pods, options, choice, plan, triggered, remaining, awaiting, skipped, why);
    }

    private static <V> Map<String, V> ordered(Map<String, V> map) {
        return java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(map));
    }
}
