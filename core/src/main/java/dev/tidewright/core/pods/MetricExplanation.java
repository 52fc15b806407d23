package dev.tidewright.core.pods;

import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.pods.PodGroups.Group;
import dev.tidewright.core.pods.Proposal.Reckoning;
import dev.tidewright.core.pods.Proposal.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What one metric asked for and how it came to that, for a reader: pods counted, left out and assumed, ratios,
/// tolerance.
final class MetricExplanation {
    /// Pods named in one fact; more are only counted.
    private static final int NAMED = 8;

    private final MetricScene scene;
    private final int current;

    MetricExplanation(MetricScene scene, int current) {
        this.scene = scene;
        this.current = current;
    }

    Explanation of(MetricSpec spec, MetricAnswer answer, Proposal proposal) {
        String name = spec.proposalName();
        return switch (proposal) {
            case Proposal.Failed failed ->
                Explanation.because(name + " gives no count").given("error", failed.error());
            case Wanted wanted -> withPods(of(name, spec, wanted), spec, answer, wanted.reckoning());
        };
    }

    private Explanation of(String name, MetricSpec spec, Wanted wanted) {
        Reckoning reckoning = wanted.reckoning();
        Explanation why = Explanation.because(name + " asks for " + wanted.replicas())
                .given("target", spec.target())
                .given("found", found(spec, wanted))
                .given("ratio", ratio(reckoning.ratio()));
        if (reckoning.assumed() != reckoning.ratio()) {
            why = why.given("ratio with assumed pods", ratio(reckoning.assumed()));
        }
        return why.given(
                        "tolerance",
                        ratio(1 - scene.tolerances().scaleDown()) + " to "
                                + ratio(1 + scene.tolerances().scaleUp()))
                .given("so", outcome(wanted));
    }

    private String outcome(Wanted wanted) {
        Reckoning reckoning = wanted.reckoning();
        double ratio = reckoning.assumed();
        boolean turned = (reckoning.ratio() < 1 && ratio > 1) || (reckoning.ratio() > 1 && ratio < 1);
        if (wanted.replicas() == current) {
            return turned
                    ? "the assumed pods would turn the direction, so the count stays"
                    : scene.tolerances().tolerate(ratio) ? "within tolerance, so the count stays" : "the count stays";
        }
        return "ceil(" + ratio(ratio) + " × " + reckoning.pods() + " pods) = " + wanted.replicas();
    }

    private static String found(MetricSpec spec, Wanted wanted) {
        boolean percent = spec.target().averageValue().isEmpty()
                && spec.target().averageUtilization().isPresent();
        String value = MetricStatus.of(spec, wanted);
        return percent ? wanted.utilization() + "% (" + value + " a pod)" : value;
    }

    private static String ratio(double ratio) {
        return String.format(Locale.ROOT, "%.3f", ratio);
    }

    private Explanation withPods(Explanation why, MetricSpec spec, MetricAnswer answer, Reckoning reckoning) {
        if (!(answer instanceof MetricAnswer.OfPods ofPods)) {
            return why;
        }
        String resource = switch (spec.source()) {
            case MetricSource.Resource one -> one.name();
            case MetricSource.ContainerResource one -> one.name();
            case MetricSource.Pods any -> "";
            case MetricSource.ObjectMetric any -> "";
            case MetricSource.External any -> "";
            case MetricSource.Unknown any -> "";
        };
        PodGroups groups = PodGroups.of(scene.pods(), ofPods.samples(), resource, scene.settings(), scene.now());
        Explanation counted = why.given("pods counted", groups.ready() + " of " + groups.size());
        counted = given(counted, groups, Group.UNREADY, "not ready" + unreadyWords(reckoning.ratio()));
        counted = given(counted, groups, Group.MISSING, "without a sample" + missingWords(spec, reckoning.ratio()));
        return given(counted, groups, Group.IGNORED, "ending or failed, ignored");
    }

    private static String unreadyWords(double ratio) {
        return ratio > 1 ? ", assumed to use nothing" : ", left out";
    }

    private static String missingWords(MetricSpec spec, double ratio) {
        if (ratio > 1) {
            return ", assumed to use nothing";
        }
        int percent = Math.max(100, spec.target().averageUtilization().orElse(100));
        boolean utilization = spec.target().averageValue().isEmpty();
        return ratio < 1 ? ", assumed at " + (utilization ? percent + "% of the request" : "the target") : ", left out";
    }

    private Explanation given(Explanation why, PodGroups groups, Group group, String words) {
        List<String> names = new ArrayList<>();
        int all = 0;
        for (int i = 0; i < groups.size(); i++) {
            if (groups.group(i) == group) {
                all++;
                if (names.size() < NAMED) {
                    names.add(scene.pods().get(i).meta().name());
                }
            }
        }
        String more = all > NAMED ? ", and " + (all - NAMED) + " more" : "";
        return all == 0 ? why : why.given(words, all + " (" + String.join(", ", names) + more + ")");
    }
}
