package dev.tidewright.conformance;

import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.core.nodes.down.BlockReason;
import dev.tidewright.core.nodes.down.PodsOfNode.BlockingPod;
import dev.tidewright.core.nodes.down.Removable;
import dev.tidewright.core.nodes.down.ScaleDownMemory;
import dev.tidewright.core.nodes.down.ScaleDownPlan;
import dev.tidewright.core.nodes.down.ScaleDownPlanning;
import dev.tidewright.core.nodes.down.Unremovable;
import dev.tidewright.core.nodes.down.Utilisation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Plays one or more looks at a cluster that could be smaller. Compares the fields that a case gives.
final class ScaleDownPlayer implements Player {
    @Override
    public Set<String> kinds() {
        return Set.of("scaledown");
    }

    @Override
    public Optional<Difference> play(Case one) {
        var input = new ScaleDownInput(one.body().mapping("input").orElseThrow());
        List<Fields> steps = one.body().mapping("expected").orElseThrow().list("steps", Fields.Item::fields);
        ScaleDownMemory memory = ScaleDownMemory.NOTHING;
        List<String> times = one.body().mapping("input").orElseThrow().textList("stepsSeconds");
        for (int i = 0; i < steps.size(); i++) {
            ScaleDownPlan plan = ScaleDownPlanning.plan(input.at(Long.parseLong(times.get(i))), memory);
            Optional<Difference> difference = difference("steps[" + i + "].", steps.get(i), plan);
            if (difference.isPresent()) {
                return difference;
            }
            memory = plan.memory();
        }
        return Optional.empty();
    }

    private static Optional<Difference> difference(String path, Fields expected, ScaleDownPlan plan) {
        Map<String, String> actual = new TreeMap<>();
        actual.put("candidates", sorted(plan.candidates()));
        actual.put("unneeded", names(plan.unneeded()));
        actual.put("unremovable", unremovable(plan.unremovable().values()));
        actual.put("utilization", utilisation(plan.utilisation()));
        actual.put("readyToDeleteEmpty", names(plan.readyEmpty()));
        actual.put("readyToDeleteDrain", names(plan.readyDrain()));
        actual.put("startDeletion", start(plan));
        actual.put("counts", counts(plan));
        for (String field : List.of(
                "candidates",
                "utilization",
                "unneeded",
                "unremovable",
                "readyToDeleteEmpty",
                "readyToDeleteDrain",
                "startDeletion",
                "counts")) {
            Optional<String> wanted = expected.document(field).map(value -> wanted(field, expected));
            String got = actual.getOrDefault(field, "");
            if (wanted.isPresent() && !wanted.get().equals(got)) {
                return Optional.of(new Difference(path + field, wanted.get(), got));
            }
        }
        return Optional.empty();
    }

    private static String wanted(String field, Fields expected) {
        return switch (field) {
            case "utilization" -> each(expected, field, ScaleDownPlayer::utilisation);
            case "unremovable" ->
                each(
                        expected,
                        field,
                        node -> reason(
                                node.requiredText("reason"),
                                node.text("blockingPod").orElse(""),
                                node.text("blockingReason").orElse("")));
            case "startDeletion" -> {
                Fields start = expected.mapping(field).orElseThrow();
                yield start(
                        start.count("empty").orElse(0),
                        start.count("drain").orElse(0),
                        start.bool("cropped").orElse(false));
            }
            case "counts" -> {
                Fields counts = expected.mapping(field).orElseThrow();
                SortedMap<String, String> reasons = new TreeMap<>();
                counts.mapping("unremovable")
                        .ifPresent(all -> all.names().forEach(name -> reasons.put(name, all.requiredText(name))));
                yield counts.requiredText("unneeded") + " " + counts.requiredText("readyToDeleteEmpty") + " "
                        + counts.requiredText("readyToDeleteDrain") + " " + reasons;
            }
            default -> sorted(expected.textList(field));
        };
    }

    private static String each(Fields expected, String field, java.util.function.Function<Fields, String> words) {
        Fields all = expected.mapping(field).orElseThrow();
        SortedMap<String, String> byNode = new TreeMap<>();
        all.names()
                .forEach(name -> byNode.put(name, words.apply(all.mapping(name).orElseThrow())));
        return byNode.toString();
    }

    private static String utilisation(Fields node) {
        return words(
                node.number("cpu").orElse(0.0),
                node.number("memory").orElse(0.0),
                node.number("gpu").orElse(0.0),
                node.text("resource").orElse(""),
                node.number("utilization").orElse(0.0));
    }

    private static String utilisation(Map<String, Utilisation> all) {
        SortedMap<String, String> byNode = new TreeMap<>();
        all.forEach((node, use) ->
                byNode.put(node, words(use.cpu(), use.memory(), use.gpu().orElse(0.0), use.resource(), use.share())));
        return byNode.toString();
    }

    /// Recorded with six digits.
    private static String words(double cpu, double memory, double gpu, String resource, double share) {
        return String.format(Locale.ROOT, "%.6f %.6f %.6f %s %.6f", cpu, memory, gpu, resource, share);
    }

    private static String unremovable(Collection<Unremovable> nodes) {
        SortedMap<String, String> byNode = new TreeMap<>();
        nodes.forEach(node -> byNode.put(
                node.node(),
                reason(
                        node.reason().word(),
                        node.blocking()
                                .map(blocking -> blocking.pod().meta().namespace() + "/"
                                        + blocking.pod().meta().name())
                                .orElse(""),
                        node.blocking().map(ScaleDownPlayer::word).orElse(""))));
        return byNode.toString();
    }

    private static String word(BlockingPod blocking) {
        BlockReason reason = blocking.reason();
        return reason.word();
    }

    private static String reason(String reason, String pod, String why) {
        return pod.isEmpty() ? reason : reason + " " + pod + " " + why;
    }

    private static String start(ScaleDownPlan plan) {
        return start(plan.start().empty().size(), plan.start().drain().size(), plan.isCropped());
    }

    private static String start(int empty, int drain, boolean cropped) {
        return empty + " empty, " + drain + " drained, cropped " + cropped;
    }

    private static String counts(ScaleDownPlan plan) {
        SortedMap<String, Integer> reasons = new TreeMap<>();
        plan.unremovable().values().forEach(node -> reasons.merge(node.reason().word(), 1, Integer::sum));
        return plan.unneeded().size() + " " + plan.readyEmpty().size() + " "
                + plan.readyDrain().size() + " " + reasons;
    }

    private static String names(List<Removable> nodes) {
        return sorted(nodes.stream().map(Removable::name).toList());
    }

    private static String sorted(List<String> names) {
        List<String> sorted = new ArrayList<>(names);
        sorted.sort(null);
        return sorted.toString();
    }
}
