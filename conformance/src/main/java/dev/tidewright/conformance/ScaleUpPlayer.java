package dev.tidewright.conformance;

import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.core.nodes.up.Choice;
import dev.tidewright.core.nodes.up.Option;
import dev.tidewright.core.nodes.up.Resize;
import dev.tidewright.core.nodes.up.ScaleUpDecision;
import dev.tidewright.core.nodes.up.ScaleUpDecision.Result;
import dev.tidewright.core.nodes.up.ScaleUpPlanning;
import dev.tidewright.core.objects.Pod;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Plays one look at a cluster with pods that fit nowhere. Compares the fields that a case gives.
final class ScaleUpPlayer implements Player {
    /// Upstream's recording asked each expander alone before it asked the chain, so a warning came twice.
    private static final int WARNINGS_EACH = 2;

    @Override
    public Set<String> kinds() {
        return Set.of("scaleup");
    }

    @Override
    public Optional<Difference> play(Case one) {
        Fields expected = one.body().mapping("expected").orElseThrow();
        var input = new ScaleUpInput(one.body().mapping("input").orElseThrow());
        ScaleUpDecision decision = ScaleUpPlanning.decide(input.view());
        Optional<List<Resize>> minimum = input.flags().scaleUp().enforceMinSize()
                ? Optional.of(ScaleUpPlanning.minimumSizes(input.view(), decision.plan())
                        .orElse(List.of()))
                : Optional.empty();
        Optional<Difference> difference = ScaleUpAttempts.difference(one, decision, minimum);
        Map<String, String> actual = actual(input, decision, minimum, expected);
        for (String field : expected.names()) {
            if (difference.isEmpty() && !field.equals("attempts")) {
                String wanted = wanted(field, expected);
                String got = actual.getOrDefault(field, "");
                difference = wanted.equals(got) ? difference : Optional.of(new Difference(field, wanted, got));
            }
        }
        return difference;
    }

    private static Map<String, String> actual(
            ScaleUpInput input, ScaleUpDecision decision, Optional<List<Resize>> minimum, Fields expected) {
        Map<String, String> actual = new TreeMap<>();
        actual.put("podsToHelp", names(decision.podsToHelp()));
        actual.put(
                "options",
                decision.options().stream().map(ScaleUpPlayer::words).toList().toString());
        actual.put("expanders", expanders(input, decision, expected));
        List<Option> best = decision.choice().map(Choice::best).orElse(List.of());
        if (!best.isEmpty()) {
            actual.put("chosen", best.getFirst().group());
        }
        if (best.size() > 1) {
            actual.put("tied", best.stream().map(Option::group).toList().toString());
        }
        actual.put("finalTargetSizes", sizes(input, decision, minimum).toString());
        actual.put("events", events(decision).toString());
        return actual;
    }

    private static String expanders(ScaleUpInput input, ScaleUpDecision decision, Fields expected) {
        SortedMap<String, String> kept = new TreeMap<>();
        List<String> asked = expected.mapping("expanders").map(Fields::names).orElse(List.of());
        ScaleUpPlanning.alternatives(input.view(), decision.options()).forEach((expander, groups) -> {
            if (asked.contains(expander)) {
                kept.put(expander, groups.toString());
            }
        });
        return kept.toString();
    }

    private static SortedMap<String, Integer> sizes(
            ScaleUpInput input, ScaleUpDecision decision, Optional<List<Resize>> minimum) {
        SortedMap<String, Integer> sizes = new TreeMap<>();
        input.groups().forEach(group -> sizes.put(group.id(), group.targetSize()));
        decision.plan().forEach(resize -> sizes.put(resize.group(), resize.to()));
        minimum.orElse(List.of()).forEach(resize -> sizes.put(resize.group(), resize.to()));
        return sizes;
    }

    private static List<String> events(ScaleUpDecision decision) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        if (decision.result() != Result.SUCCESSFUL && decision.result() != Result.FAILED) {
            decision.remaining()
                    .forEach(one ->
                            counts.merge("Normal NotTriggerScaleUp", one.pods().size(), Integer::sum));
        }
        if (!decision.plan().isEmpty()) {
            counts.put("Normal TriggeredScaleUp", decision.triggered().size());
        }
        decision.choice()
                .map(Choice::warnings)
                .orElse(List.of())
                .forEach(warning -> counts.merge("Warning " + warning.reason(), WARNINGS_EACH, Integer::sum));
        return counts.entrySet().stream()
                .map(event -> event.getKey() + " x" + event.getValue())
                .sorted()
                .toList();
    }

    private static String words(Option option) {
        return words(option.group(), option.nodeCount(), option.pods().size(), names(option.pods()), option.similar());
    }

    private static String words(String group, int nodes, int pods, String names, List<String> similar) {
        return group + " nodes " + nodes + " pods " + pods + " " + names + " similar "
                + similar.stream().sorted().toList();
    }

    static String names(List<Pod> pods) {
        return pods.stream()
                .map(pod -> pod.meta().namespace() + "/" + pod.meta().name())
                .sorted()
                .toList()
                .toString();
    }

    private static String wanted(String field, Fields expected) {
        return switch (field) {
            case "chosen" -> expected.requiredText(field);
            case "tied" -> expected.textList(field).toString();
            case "options" ->
                expected.list(field, item -> option(item.fields())).toString();
            case "expanders" -> byName(expected.mapping(field).orElseThrow(), Fields::textList);
            case "finalTargetSizes" -> byName(expected.mapping(field).orElseThrow(), Fields::requiredText);
            default -> expected.textList(field).stream().sorted().toList().toString();
        };
    }

    private static String byName(Fields fields, java.util.function.BiFunction<Fields, String, Object> reader) {
        SortedMap<String, Object> values = new TreeMap<>();
        fields.names().forEach(name -> values.put(name, reader.apply(fields, name)));
        return values.toString();
    }

    private static String option(Fields option) {
        return words(
                option.requiredText("group"),
                option.count("nodeCount").orElse(0),
                option.count("podCount").orElse(0),
                sorted(option, "pods"),
                option.textList("similarNodeGroups"));
    }

    static String sorted(Fields fields, String name) {
        return fields.textList(name).stream().sorted().toList().toString();
    }
}
