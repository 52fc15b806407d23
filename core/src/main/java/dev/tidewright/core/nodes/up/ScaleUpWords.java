package dev.tidewright.core.nodes.up;

import static dev.tidewright.core.explain.Explanation.because;

import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.scheduling.Verdict.Rejected;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Puts a scale-up decision into words: what each expander kept, what each group could do, and why others could not.
final class ScaleUpWords {
    private ScaleUpWords() {}

    static Explanation why(
            List<Option> options,
            Optional<Choice> choice,
            List<Resize> plan,
            Map<String, String> skipped,
            Map<PodGroup, Map<String, Rejected>> rejected) {
        Explanation why = because(plan.isEmpty() ? "no group grows" : "grow " + plan);
        for (Choice.Step step : choice.map(Choice::steps).orElse(List.of())) {
            why = why.given("kept by " + step.expander(), String.join(", ", step.kept()));
        }
        for (Option option : options) {
            why = why.step(because(option.group() + " could help")
                    .given("pods", option.pods().size())
                    .given("nodes", option.nodeCount()));
        }
        for (Map.Entry<String, String> group : skipped.entrySet()) {
            why = why.step(because(group.getKey() + " was not tried").given("reason", group.getValue()));
        }
        for (Map.Entry<String, Map<String, Integer>> group :
                rejections(rejected).entrySet()) {
            Explanation step = because(group.getKey() + " cannot take some pods");
            for (Map.Entry<String, Integer> reason : group.getValue().entrySet()) {
                step = step.given(reason.getKey(), reason.getValue() + " pods");
            }
            why = why.step(step);
        }
        return why;
    }

    private static Map<String, Map<String, Integer>> rejections(Map<PodGroup, Map<String, Rejected>> rejected) {
        Map<String, Map<String, Integer>> byGroup = new LinkedHashMap<>();
        rejected.forEach((pods, reasons) -> reasons.forEach((group, no) -> no.reasons()
                .forEach(reason -> byGroup.computeIfAbsent(group, fresh -> new TreeMap<>())
                        .merge(reason, pods.pods().size(), Integer::sum))));
        return byGroup;
    }
}
