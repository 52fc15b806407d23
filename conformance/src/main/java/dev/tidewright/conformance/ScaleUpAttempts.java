package dev.tidewright.conformance;

import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.core.nodes.up.Resize;
import dev.tidewright.core.nodes.up.ScaleUpDecision;
import dev.tidewright.core.nodes.up.ScaleUpDecision.Result;
import dev.tidewright.core.nodes.up.ScaleUpDecision.Unhelped;
import dev.tidewright.core.objects.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Compares the attempts of one look: for pods without a place, then for groups below their minimum.
final class ScaleUpAttempts {
    private static final String NOTHING = "[]";

    private ScaleUpAttempts() {}

    /// Of a partial case only the fields are compared on which all of upstream's runs agreed.
    static Optional<Difference> difference(Case one, ScaleUpDecision decision, Optional<List<Resize>> minimum) {
        Fields expected = one.body().mapping("expected").orElseThrow();
        boolean partial = one.body().bool("partial").orElse(false);
        List<Fields> wanted = expected.list("attempts", Fields.Item::fields);
        List<SortedMap<String, String>> got = attempts(decision, minimum);
        if (wanted.size() != got.size()) {
            return Optional.of(new Difference("attempts", wanted.size() + " attempts", got.toString()));
        }
        for (int i = 0; i < got.size(); i++) {
            for (String field : got.get(i).keySet()) {
                boolean given = wanted.get(i).document(field).isPresent();
                String words = given ? wanted(wanted.get(i), field) : NOTHING;
                String ours = got.get(i).getOrDefault(field, NOTHING);
                if ((given || !partial) && !words.equals(ours)) {
                    return Optional.of(new Difference("attempts[" + i + "]." + field, words, ours));
                }
            }
        }
        return Optional.empty();
    }

    private static List<SortedMap<String, String>> attempts(ScaleUpDecision decision, Optional<List<Resize>> minimum) {
        List<SortedMap<String, String>> attempts = new ArrayList<>();
        boolean tried = decision.result() == Result.SUCCESSFUL
                || decision.result() == Result.NO_OPTIONS
                || decision.result() == Result.FAILED;
        if (tried || minimum.isEmpty()) {
            attempts.add(attempt(decision));
        }
        minimum.ifPresent(plan -> {
            SortedMap<String, String> attempt = new TreeMap<>();
            attempt.put("result", (plan.isEmpty() ? Result.NOT_NEEDED : Result.SUCCESSFUL).toString());
            attempt.put("plan", plan(plan));
            attempts.add(attempt);
        });
        return attempts;
    }

    private static SortedMap<String, String> attempt(ScaleUpDecision decision) {
        SortedMap<String, String> attempt = new TreeMap<>();
        attempt.put("result", decision.result().toString());
        attempt.put("plan", plan(decision.plan()));
        attempt.put("podsTriggeredScaleUp", ScaleUpPlayer.names(decision.triggered()));
        attempt.put("podsRemainUnschedulable", unhelped(decision.remaining()));
        attempt.put("podsAwaitEvaluation", ScaleUpPlayer.names(decision.awaiting()));
        return attempt;
    }

    private static String plan(List<Resize> plan) {
        return plan.stream().map(Resize::toString).sorted().toList().toString();
    }

    private static String unhelped(List<Unhelped> all) {
        SortedMap<String, List<Pod>> byReasons = new TreeMap<>();
        for (Unhelped one : all) {
            SortedMap<String, String> rejected = new TreeMap<>();
            one.rejected()
                    .forEach((group, no) -> rejected.put(
                            group, no.reasons().stream().sorted().toList().toString()));
            byReasons
                    .computeIfAbsent(words(rejected, new TreeMap<>(one.skipped())), fresh -> new ArrayList<>())
                    .addAll(one.pods());
        }
        SortedMap<String, String> named = new TreeMap<>();
        byReasons.forEach((reasons, pods) -> named.put(reasons, ScaleUpPlayer.names(pods)));
        return named.isEmpty() ? NOTHING : named.toString();
    }

    private static String words(SortedMap<String, String> rejected, SortedMap<String, String> skipped) {
        return "rejected " + rejected + " skipped " + skipped;
    }

    private static String wanted(Fields attempt, String field) {
        return switch (field) {
            case "result" -> attempt.requiredText(field);
            case "plan" -> plan(attempt.list(field, item -> resize(item.fields())));
            case "podsRemainUnschedulable" -> wantedUnhelped(attempt.list(field, Fields.Item::fields));
            default -> ScaleUpPlayer.sorted(attempt, field);
        };
    }

    private static Resize resize(Fields part) {
        return new Resize(
                part.requiredText("group"),
                part.count("from").orElse(0),
                part.count("to").orElse(0),
                part.count("max").orElse(0));
    }

    private static String wantedUnhelped(List<Fields> all) {
        SortedMap<String, String> byReasons = new TreeMap<>();
        for (Fields one : all) {
            SortedMap<String, String> rejected = new TreeMap<>();
            one.mapping("rejectedNodeGroups")
                    .ifPresent(groups ->
                            groups.names().forEach(name -> rejected.put(name, ScaleUpPlayer.sorted(groups, name))));
            SortedMap<String, String> skipped = new TreeMap<>();
            one.mapping("skippedNodeGroups")
                    .ifPresent(groups -> groups.names()
                            .forEach(name -> skipped.put(name, String.join(", ", groups.textList(name)))));
            byReasons.put(words(rejected, skipped), ScaleUpPlayer.sorted(one, "pods"));
        }
        return byReasons.isEmpty() ? NOTHING : byReasons.toString();
    }
}
