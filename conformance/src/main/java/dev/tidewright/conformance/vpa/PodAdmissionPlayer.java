package dev.tidewright.conformance.vpa;

import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.conformance.Case;
import dev.tidewright.conformance.Difference;
import dev.tidewright.conformance.Player;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.requests.admission.AdmissionDecision;
import dev.tidewright.core.requests.admission.AdmissionSettings;
import dev.tidewright.core.requests.admission.PodAdmission;
import dev.tidewright.core.units.Quantity;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Plays what a new pod becomes.
public final class PodAdmissionPlayer implements Player {
    private static final Pattern CONTAINER = Pattern.compile("(.*?container \\d+: )(.*)");

    @Override
    public Set<String> kinds() {
        return Set.of("admission");
    }

    @Override
    public Optional<Difference> play(Case one) {
        Fields body = one.body();
        AdmissionDecision decision = decision(body);
        Fields expected = body.mapping("expected").orElseThrow();
        if (expected.bool("upstreamPanic").orElse(false)) {
            return Optional.empty(); // any answer is better than none
        }
        String wanted = expected.text("matchedVpa").orElse("none");
        String got = decision.vpa().map(vpa -> vpa.meta().name()).orElse("none");
        if (!wanted.equals(got)) {
            return Optional.of(new Difference("matchedVpa", wanted, got));
        }
        if (expected.document("error").isPresent()) {
            return decision.patched().equals(decision.pod())
                    ? Optional.empty()
                    : Optional.of(new Difference("error", expected.requiredText("error"), "a changed pod"));
        }
        return resources(expected, decision.patched(), Amounts.of(body))
                .or(() -> annotations(expected, decision.patched()));
    }

    private static AdmissionDecision decision(Fields body) {
        Controllers controllers = Controllers.of(body);
        Pod pod = WrittenPods.pod(body.document("pod").orElseThrow());
        return PodAdmission.decide(
                pod,
                controllers.top(pod),
                body.list("vpas", controllers::candidate),
                CappingPlayer.limitRanges(body),
                new AdmissionSettings(
                        body.textList("featureGates").contains("CPUStartupBoost"),
                        body.quantity("maxAllowedCpuBoost").orElse(Quantity.ZERO)));
    }

    private static Optional<Difference> resources(Fields expected, Pod pod, Amounts amounts) {
        Optional<Fields> wanted = expected.mapping("resources");
        SortedMap<String, Quantity> nothing = new TreeMap<>();
        for (Container container : pod.spec().containers()) {
            String path = "resources." + container.name();
            Optional<Fields> own = wanted.flatMap(all -> all.mapping(container.name()));
            Optional<Difference> found = amounts.first(
                            path + ".requests",
                            own.map(fields -> fields.quantities("requests")).orElse(nothing),
                            container.requests())
                    .or(() -> amounts.first(
                            path + ".limits",
                            own.map(fields -> fields.quantities("limits")).orElse(nothing),
                            container.limits()));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Difference> annotations(Fields expected, Pod pod) {
        SortedMap<String, String> wanted = new TreeMap<>(expected.texts("annotations"));
        SortedMap<String, String> got = new TreeMap<>(pod.meta().annotations());
        wanted.computeIfPresent(PodAdmission.UPDATES, (name, text) -> sorted(text));
        got.computeIfPresent(PodAdmission.UPDATES, (name, text) -> sorted(text));
        return wanted.equals(got)
                ? Optional.empty()
                : Optional.of(new Difference("annotations", wanted.toString(), got.toString()));
    }

    /// The same with the items of each container sorted: upstream writes them in the order of a Go map.
    private static String sorted(String updates) {
        List<String> parts = Arrays.stream(updates.split("; ", -1))
                .map(PodAdmissionPlayer::sortedItems)
                .toList();
        return String.join("; ", parts);
    }

    private static String sortedItems(String part) {
        Matcher matcher = CONTAINER.matcher(part);
        if (!matcher.matches()) {
            return part;
        }
        String[] items = matcher.group(2).split(", ", -1);
        Arrays.sort(items);
        return matcher.group(1) + String.join(", ", items);
    }
}
