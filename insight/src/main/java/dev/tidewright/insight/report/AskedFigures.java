package dev.tidewright.insight.report;

import dev.tidewright.cluster.journal.Journal.Entry;
import dev.tidewright.cluster.objects.Workload;
import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.requests.VerticalPodAutoscaler;
import dev.tidewright.core.units.Quantity;
import dev.tidewright.simulator.recording.Ledger.Line;
import dev.tidewright.simulator.scenario.NodeGroupSpec;
import dev.tidewright.simulator.scenario.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a container asks for, what it used, and what its vertical autoscaler recommended last, with what the first and
/// the last cost a month.
///
/// @param name        `shop/web/main`
/// @param used        what nine samples in ten stayed below
/// @param askedCost   of all pods on average, on the machines that hold them for the least money, 730 hours
/// @param recommendedCost the same at the recommendation
public record AskedFigures(
        String name, Resources asked, Resources used, Resources recommended, double askedCost, double recommendedCost) {
    private static final double HOURS = 730;
    private static final String USED = "90th percentile of usage";

    /// @param meanPods by workload, `shop/web`
    static List<AskedFigures> of(Scenario scenario, List<Line> journal, Map<String, Double> meanPods) {
        Map<ObjectKey, Entry> latest = new LinkedHashMap<>();
        for (Line line : journal) {
            if (line.entry().actor().equals("requests") && line.entry().verb().equals("recommend")) {
                latest.put(line.entry().object(), line.entry());
            }
        }
        List<AskedFigures> figures = new ArrayList<>();
        for (KubeObject object : scenario.objects()) {
            if (object instanceof VerticalPodAutoscaler vpa && latest.containsKey(vpa.key())) {
                target(scenario, vpa)
                        .ifPresent(workload -> figures.addAll(containers(
                                scenario, workload, latest.get(vpa.key()).why(), meanPods)));
            }
        }
        return figures;
    }

    private static Optional<Workload> target(Scenario scenario, VerticalPodAutoscaler vpa) {
        return vpa.spec()
                .target()
                .flatMap(target -> scenario.objects().stream()
                        .filter(Workload.class::isInstance)
                        .map(Workload.class::cast)
                        .filter(each -> each.kind().equals(target.kind())
                                && each.meta().name().equals(target.name())
                                && each.meta().namespace().equals(vpa.meta().namespace()))
                        .findFirst());
    }

    private static List<AskedFigures> containers(
            Scenario scenario, Workload workload, Explanation why, Map<String, Double> meanPods) {
        String name = workload.meta().namespace() + "/" + workload.meta().name();
        double pods = meanPods.getOrDefault(name, (double) workload.replicas());
        List<AskedFigures> figures = new ArrayList<>();
        for (Container container : workload.template().spec().containers()) {
            for (Explanation step : why.steps()) {
                if (step.rule().equals("container " + container.name())) {
                    Resources recommended = amounts(step, false);
                    figures.add(new AskedFigures(
                            name + "/" + container.name(),
                            container.requests(),
                            amounts(step, true),
                            recommended,
                            monthly(container.requests(), scenario, pods),
                            monthly(recommended, scenario, pods)));
                }
            }
        }
        return figures;
    }

    /// What the steps `cpu target 247m` and `memory target 256Mi` say.
    private static Resources amounts(Explanation container, boolean used) {
        SortedMap<String, Quantity> amounts = new TreeMap<>();
        for (Explanation step : container.steps()) {
            String[] words = step.rule().split(" ", 3);
            if (words.length == 3 && words[1].equals("target")) {
                Optional<String> text = used
                        ? step.facts().stream()
                                .filter(fact -> fact.name().equals(USED))
                                .map(Explanation.Fact::value)
                                .findFirst()
                        : Optional.of(words[2]);
                text.ifPresent(amount -> amounts.put(words[0], Quantity.parse(amount)));
            }
        }
        return new Resources(amounts);
    }

    /// Of each machine, the larger of its shares counts: what is asked of one resource keeps the other from being used.
    private static double monthly(Resources each, Scenario scenario, double pods) {
        double least = Double.MAX_VALUE;
        for (NodeGroupSpec group : scenario.nodeGroups()) {
            double cpu =
                    (double) each.cpuMilli() / Math.max(1, group.allocatable().cpuMilli());
            double memory = (double) each.memoryBytes()
                    / Math.max(1, group.allocatable().memoryBytes());
            least = Math.min(least, Math.max(cpu, memory) * group.hourlyPrice());
        }
        return scenario.nodeGroups().isEmpty() ? 0 : least * HOURS * pods;
    }
}
