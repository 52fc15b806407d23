package dev.tidewright.core.pods;

import dev.tidewright.core.pods.PodGroups.Group;
import java.util.Optional;

/// Averages of pods against a target: `GetResourceReplicas` (percent of the requests) and `calcPlainMetricReplicas` of
/// upstream, which differ in the unit only. Doubles and wrapping integers where upstream has them.
final class UsageComputation {
    private static final String NO_PODS = "no pods returned by selector while calculating replica count";
    private static final String NO_METRICS = "did not receive metrics for targeted pods (pods might be unready)";

    private final PodSamples samples;
    private final PodGroups groups;

    private UsageComputation(PodSamples samples, PodGroups groups) {
        this.samples = samples;
        this.groups = groups;
    }

    /// @param container     empty for whole pods
    /// @param targetPercent of the requests
    static Proposal utilization(
            MetricAnswer.OfPods answer,
            MetricScene scene,
            String resource,
            String container,
            int targetPercent,
            int current) {
        if (scene.pods().isEmpty()) {
            return new Proposal.Failed(NO_PODS);
        }
        var computation = of(answer, scene, resource);
        if (computation.counted() == 0) {
            return new Proposal.Failed(NO_METRICS);
        }
        var requests = PodRequests.of(
                scene.pods(), resource, container, scene.settings().podLevelResources());
        if (requests.fault().isPresent()) {
            return new Proposal.Failed(requests.fault().get());
        }
        return computation.ofRequests(answer, scene, requests, targetPercent, current);
    }

    /// @param resource    empty for a metric that is not of a resource
    /// @param targetMilli for each pod
    static Proposal average(
            MetricAnswer.OfPods answer, MetricScene scene, String resource, long targetMilli, int current) {
        if (scene.pods().isEmpty()) {
            return new Proposal.Failed(NO_PODS);
        }
        var computation = of(answer, scene, resource);
        return computation.counted() == 0
                ? new Proposal.Failed(NO_METRICS)
                : computation.ofTarget(answer, scene, targetMilli, current);
    }

    private static UsageComputation of(MetricAnswer.OfPods answer, MetricScene scene, String resource) {
        PodSamples samples = answer.samples();
        return new UsageComputation(
                samples, PodGroups.of(scene.pods(), samples, resource, scene.settings(), scene.now()));
    }

    /// Samples that are not left out, of pods that nobody knows among them.
    private int counted() {
        return samples.size() - groups.leftOutSamples();
    }

    private Proposal ofRequests(
            MetricAnswer.OfPods answer, MetricScene scene, PodRequests requests, int target, int current) {
        long used = 0;
        long requested = 0;
        for (int i = 0; i < groups.size(); i++) {
            if (groups.group(i) == Group.READY) {
                used += samples.milli(groups.place(i));
                requested += requests.milli(i);
            }
        }
        if (requested == 0) {
            return new Proposal.Failed("no metrics returned matched known pods");
        }
        int percent = (int) (used * 100 / requested);
        double ratio = (double) percent / (double) target;
        double rebalanced = ratio;
        boolean withUnready = groups.unready() > 0 && ratio > 1.0;
        if (withUnready || groups.missing() > 0) {
            long assumed = Math.max(100, target);
            for (int i = 0; i < groups.size(); i++) {
                if (assumes(groups.group(i), ratio, withUnready)) {
                    boolean full = groups.group(i) == Group.MISSING && ratio < 1.0;
                    used += full ? requests.milli(i) * assumed / 100 : 0;
                    requested += requests.milli(i);
                }
            }
            if (requested == 0) {
                return new Proposal.Failed("no metrics returned matched known pods");
            }
            rebalanced = (double) (int) (used * 100 / requested) / (double) target;
        }
        long average = sumOfReady() / groups.ready();
        int replicas = replicas(scene, current, ratio, rebalanced, withUnready);
        var reckoning = new Proposal.Reckoning(ratio, rebalanced, factor(ratio, withUnready));
        return new Proposal.Wanted(replicas, average, percent, Optional.of(answer.time()), reckoning);
    }

    private long sumOfReady() {
        long sum = 0;
        for (int i = 0; i < groups.size(); i++) {
            sum += groups.group(i) == Group.READY ? samples.milli(groups.place(i)) : 0;
        }
        return sum;
    }

    private Proposal ofTarget(MetricAnswer.OfPods answer, MetricScene scene, long target, int current) {
        long used = 0;
        for (int i = 0; i < samples.size(); i++) {
            used += samples.milli(i);
        }
        for (int i = 0; i < groups.size(); i++) {
            boolean leftOut = groups.group(i) != Group.READY && groups.place(i) >= 0;
            used -= leftOut ? samples.milli(groups.place(i)) : 0;
        }
        long average = used / counted();
        double ratio = (double) average / (double) target;
        double rebalanced = ratio;
        boolean withUnready = groups.unready() > 0 && ratio > 1.0;
        if (withUnready || groups.missing() > 0) {
            used += ratio < 1.0 ? groups.missing() * target : 0;
            long averageWithAssumed = used / countedWithAssumed(ratio, withUnready); // a whole number, as upstream's
            rebalanced = (double) averageWithAssumed / (double) target;
        }
        int replicas = replicas(scene, current, ratio, rebalanced, withUnready);
        var reckoning = new Proposal.Reckoning(ratio, rebalanced, factor(ratio, withUnready));
        return new Proposal.Wanted(replicas, average, 0, Optional.of(answer.time()), reckoning);
    }

    /// Whether a pod without a counted sample gets an assumed one in the second reckoning.
    private static boolean assumes(Group group, double ratio, boolean withUnready) {
        return (group == Group.MISSING && (ratio < 1.0 || ratio > 1.0)) || (group == Group.UNREADY && withUnready);
    }

    private int countedWithAssumed(double ratio, boolean withUnready) {
        boolean withMissing = ratio < 1.0 || ratio > 1.0;
        return counted() + (withMissing ? groups.missing() : 0) + (withUnready ? groups.unready() : 0);
    }

    /// How many pods a ratio is multiplied by.
    private int factor(double ratio, boolean withUnready) {
        return !withUnready && groups.missing() == 0 ? groups.ready() : countedWithAssumed(ratio, withUnready);
    }

    private int replicas(MetricScene scene, int current, double ratio, double rebalanced, boolean withUnready) {
        if (!withUnready && groups.missing() == 0) {
            return scene.tolerances().tolerate(ratio) ? current : Amd64.toInt(Math.ceil(ratio * groups.ready()));
        }
        boolean turned = (ratio < 1.0 && rebalanced > 1.0) || (ratio > 1.0 && rebalanced < 1.0);
        if (turned || scene.tolerances().tolerate(rebalanced)) {
            return current;
        }
        int replicas = Amd64.toInt(Math.ceil(rebalanced * countedWithAssumed(ratio, withUnready)));
        boolean against = (rebalanced < 1.0 && replicas > current) || (rebalanced > 1.0 && replicas < current);
        return against ? current : replicas;
    }
}
