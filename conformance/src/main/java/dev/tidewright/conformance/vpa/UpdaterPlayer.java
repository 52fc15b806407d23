package dev.tidewright.conformance.vpa;

import dev.tidewright.cluster.documents.Document.Mapping;
import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.cluster.documents.VerticalAutoscalerDocuments;
import dev.tidewright.conformance.Case;
import dev.tidewright.conformance.Difference;
import dev.tidewright.conformance.Player;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.requests.ContainerRecommendation;
import dev.tidewright.core.requests.VerticalPodAutoscaler;
import dev.tidewright.core.requests.admission.Controlling;
import dev.tidewright.core.requests.capping.WantedResources;
import dev.tidewright.core.requests.update.UpdateAction;
import dev.tidewright.core.requests.update.UpdateAction.Answer;
import dev.tidewright.core.requests.update.UpdateMemory;
import dev.tidewright.core.requests.update.UpdatePass;
import dev.tidewright.core.requests.update.UpdateSettings;
import dev.tidewright.core.requests.update.UpdateView;
import dev.tidewright.core.units.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Plays one loop of the updater.
public final class UpdaterPlayer implements Player {
    @Override
    public Set<String> kinds() {
        return Set.of("updater-run");
    }

    @Override
    public Optional<Difference> play(Case one) {
        Fields expected = one.body().mapping("expected").orElseThrow();
        if (expected.bool("upstreamPanic").orElse(false)) {
            return Optional.empty(); // any answer is better than none
        }
        var loop = new Loop(one.body());
        loop.run();
        return PriorityPlayer.names("evicted", expected, loop.evicted)
                .or(() -> lines("resized", expected, loop.resized))
                .or(() -> lines("annotated", expected, loop.annotated))
                .or(() -> PriorityPlayer.names("infeasibleAfter", expected, loop.infeasible));
    }

    private static Optional<Difference> lines(String field, Fields expected, List<String> got) {
        List<String> wanted = expected.list(field, item -> line(item.fields()));
        return wanted.equals(got)
                ? Optional.empty()
                : Optional.of(new Difference(field, wanted.toString(), got.toString()));
    }

    /// What a list of patches leads to; those that only make room for others are left out.
    private static String line(Fields entry) {
        TreeSet<String> patches = new TreeSet<>();
        for (Fields patch : entry.list("patches", Fields.Item::fields)) {
            boolean makesRoom = patch.document("value")
                    .filter(value -> value instanceof Mapping)
                    .isPresent();
            if (!makesRoom) {
                String path = patch.requiredText("path");
                String value = patch.text("value").orElse("");
                boolean amount = path.startsWith("/spec/");
                patches.add(patch.requiredText("op") + " " + path + " "
                        + (amount
                                ? Quantity.parse(value)
                                        .amount()
                                        .stripTrailingZeros()
                                        .toPlainString()
                                : value));
            }
        }
        return entry.requiredText("pod") + patches;
    }

    /// One case being played.
    private static final class Loop {
        private final Fields body;
        private final VerticalPodAutoscaler vpa;
        private final List<Pod> pods;
        private final List<String> evicted = new ArrayList<>();
        private final List<String> resized = new ArrayList<>();
        private final List<String> annotated = new ArrayList<>();
        private List<String> infeasible = List.of();

        Loop(Fields body) {
            this.body = body;
            this.vpa = VerticalAutoscalerDocuments.stored(body.document("vpa").orElseThrow());
            this.pods = body.list("pods", item -> WrittenPods.pod(item.document()));
        }

        void run() {
            var pass = new UpdatePass(view());
            for (Optional<UpdateAction> next = pass.next(); next.isPresent(); next = pass.next()) {
                pass.tell(carryOut(next.get()));
            }
            infeasible = List.copyOf(pass.memory().infeasible().keySet());
        }

        private UpdateView view() {
            Controllers controllers = Controllers.of(body);
            List<Pod> controlled = new ArrayList<>(pods);
            controlled.removeIf(pod -> pod.isTerminating()
                    || Controlling.of(pod, controllers.top(pod), List.of(controllers.candidate(vpa)))
                            .vpa()
                            .isEmpty());
            Fields creator = body.mapping("creator").orElseThrow();
            Optional<Integer> configured =
                    creator.bool("exists").orElse(false) ? creator.count("configured") : Optional.empty();
            return new UpdateView(
                    vpa,
                    controlled,
                    key -> configured,
                    CappingPlayer.limitRanges(body),
                    settings(),
                    memory(),
                    PriorityPlayer.NOW);
        }

        private UpdateSettings settings() {
            Fields flags = body.mapping("flags").orElseThrow();
            UpdateSettings usual = UpdateSettings.DEFAULT;
            List<String> gates = body.textList("featureGates");
            return new UpdateSettings(
                    usual.minChange(),
                    usual.lifetime(),
                    usual.evictAfterOom(),
                    flags.count("min-replicas").orElse(usual.minReplicas()),
                    flags.number("eviction-tolerance").orElse(usual.tolerance()),
                    flags.bool("in-place-skip-disruption-budget").orElse(false),
                    new UpdateSettings.Gates(
                            gates.contains("InPlace"),
                            gates.contains("CPUStartupBoost"),
                            gates.contains("PerVPAConfig")));
        }

        private UpdateMemory memory() {
            SortedMap<String, List<ContainerRecommendation>> failed = new TreeMap<>();
            SortedMap<String, Instant> resizing = new TreeMap<>();
            for (Pod pod : pods) {
                String name = pod.meta().name();
                body.mapping("infeasibleAttempts")
                        .filter(all -> all.document(name).isPresent())
                        .ifPresent(all -> failed.put(
                                pod.meta().uid(),
                                all.list(name, item -> VerticalAutoscalerDocuments.recommendation(item.fields()))));
                body.mapping("lastInPlaceAttemptAgeSec")
                        .flatMap(ages -> ages.wholeNumber(pod.meta().namespace() + "/" + name))
                        .ifPresent(age -> resizing.put(pod.meta().uid(), PriorityPlayer.NOW.minusSeconds(age)));
            }
            return new UpdateMemory(failed, resizing);
        }

        private Answer carryOut(UpdateAction action) {
            String name = action.pod().meta().name();
            return switch (action) {
                case UpdateAction.Evict evict -> {
                    if (body.textList("apiRefusesEviction").contains(name)) {
                        yield Answer.REFUSED;
                    }
                    evicted.add(name);
                    yield Answer.DONE;
                }
                case UpdateAction.Resize resize -> {
                    if (body.textList("apiSaysInfeasible").contains(name)) {
                        yield Answer.INFEASIBLE;
                    }
                    if (body.textList("apiRefusesResize").contains(name)) {
                        yield Answer.REFUSED;
                    }
                    resized.add(name + resourcePatches(resize));
                    annotated.add(name + annotationPatches(resize));
                    yield Answer.DONE;
                }
            };
        }

        private static Set<String> resourcePatches(UpdateAction.Resize resize) {
            TreeSet<String> patches = new TreeSet<>();
            int index = 0;
            for (WantedResources one : resize.wanted()) {
                String path = "add /spec/containers/" + index++ + "/resources/";
                patches.addAll(amounts(path + "requests/", one.set().requests()));
                patches.addAll(amounts(path + "limits/", one.set().limits()));
            }
            return patches;
        }

        private static List<String> amounts(String path, Resources resources) {
            List<String> lines = new ArrayList<>();
            resources
                    .amounts()
                    .forEach((resource, amount) -> lines.add(path + resource + " "
                            + amount.amount().stripTrailingZeros().toPlainString()));
            return lines;
        }

        private static Set<String> annotationPatches(UpdateAction.Resize resize) {
            TreeSet<String> patches = new TreeSet<>();
            resize.set().forEach((name, value) -> patches.add("add /metadata/annotations/" + name + " " + value));
            resize.dropped()
                    .forEach(name -> patches.add("remove /metadata/annotations/" + name.replace("/", "~1") + " "));
            return patches;
        }
    }
}
