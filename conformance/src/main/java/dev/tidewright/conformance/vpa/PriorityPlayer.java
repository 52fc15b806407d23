package dev.tidewright.conformance.vpa;

import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.cluster.documents.VerticalAutoscalerDocuments;
import dev.tidewright.conformance.Case;
import dev.tidewright.conformance.Difference;
import dev.tidewright.conformance.Player;
import dev.tidewright.core.objects.LimitRange;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.requests.VerticalPodAutoscaler;
import dev.tidewright.core.requests.capping.CappedRecommendation;
import dev.tidewright.core.requests.capping.Capping;
import dev.tidewright.core.requests.update.Judgement;
import dev.tidewright.core.requests.update.UpdatePriority;
import dev.tidewright.core.requests.update.UpdateSettings;
import dev.tidewright.core.requests.update.Urgency;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Plays which pods should be updated, and which first.
public final class PriorityPlayer implements Player {
    /// The clock of all cases; the file states it once, at its top.
    static final Instant NOW = Instant.ofEpochSecond(1_780_272_000);

    private static final double TOLERANCE = 1e-12;

    @Override
    public Set<String> kinds() {
        return Set.of("updater-priority");
    }

    @Override
    public Optional<Difference> play(Case one) {
        var scene = new Scene(one.body());
        Fields expected = one.body().mapping("expected").orElseThrow();
        if (expected.bool("upstreamPanic").orElse(false)) {
            return Optional.empty(); // any answer is better than none
        }
        return scene.priorities(expected)
                .or(() -> names("accepted", expected, scene.accepted()))
                .or(() -> scene.order(expected, one.body().bool("ties").orElse(false)));
    }

    static Optional<Difference> names(String field, Fields expected, List<String> got) {
        List<String> wanted = expected.textList(field);
        return wanted.equals(got)
                ? Optional.empty()
                : Optional.of(new Difference(field, wanted.toString(), got.toString()));
    }

    /// One case being played.
    private static final class Scene {
        private final VerticalPodAutoscaler vpa;
        private final List<Pod> pods;
        private final List<LimitRange> ranges;
        private final UpdatePriority priority;

        Scene(Fields body) {
            this.vpa = VerticalAutoscalerDocuments.stored(body.document("vpa").orElseThrow());
            this.pods = body.list("pods", item -> WrittenPods.pod(item.document()));
            this.ranges = CappingPlayer.limitRanges(body);
            this.priority = new UpdatePriority(vpa, settings(body), NOW);
        }

        private static UpdateSettings settings(Fields body) {
            Fields config = body.mapping("config").orElseThrow();
            UpdateSettings usual = UpdateSettings.DEFAULT;
            return new UpdateSettings(
                    config.number("minChangePriority").orElseThrow(),
                    Duration.ofSeconds(
                            config.wholeNumber("podLifetimeUpdateThresholdSec").orElseThrow()),
                    Duration.ofSeconds(
                            config.wholeNumber("evictAfterOOMThresholdSec").orElseThrow()),
                    usual.minReplicas(),
                    usual.tolerance(),
                    usual.skipsBudget(),
                    new UpdateSettings.Gates(
                            false, false, body.textList("featureGates").contains("PerVPAConfig")));
        }

        private CappedRecommendation capped(Pod pod) {
            return Capping.of(vpa, pod, ranges);
        }

        Optional<Difference> priorities(Fields expected) {
            Fields priorities = expected.mapping("priorities").orElseThrow();
            for (Pod pod : pods) {
                Fields wanted = priorities.mapping(pod.meta().name()).orElseThrow();
                Urgency got = Urgency.of(pod, capped(pod));
                double change = wanted.number("resourceDiff").orElseThrow();
                boolean same = got.outsideRange()
                                == wanted.bool("outsideRecommendedRange").orElse(false)
                        && got.grows() == wanted.bool("scaleUp").orElse(false)
                        && Math.abs(got.change() - change) <= TOLERANCE * Math.max(1, Math.abs(change));
                if (!same) {
                    String path = "priorities." + pod.meta().name();
                    return Optional.of(new Difference(path, wanted.names() + " change " + change, got.toString()));
                }
            }
            return Optional.empty();
        }

        private List<Judgement.Accepted> judged() {
            List<Judgement.Accepted> accepted = new ArrayList<>();
            for (Pod pod : pods) {
                if (priority.judge(pod, capped(pod)) instanceof Judgement.Accepted one) {
                    accepted.add(one);
                }
            }
            return accepted;
        }

        List<String> accepted() {
            return judged().stream().map(each -> each.pod().meta().name()).toList();
        }

        Optional<Difference> order(Fields expected, boolean ties) {
            List<Judgement.Accepted> order = new ArrayList<>(judged());
            order.removeIf(each -> !priority.meetsRequirements(each.pod(), capped(each.pod())));
            order.sort((a, b) -> b.urgency().compareTo(a.urgency()));
            List<String> got =
                    order.stream().map(each -> each.pod().meta().name()).toList();
            List<String> wanted = expected.textList("updateOrder");
            boolean fine =
                    ties ? urgencies(wanted).equals(urgencies(got)) && sameNames(wanted, got) : wanted.equals(got);
            return fine
                    ? Optional.empty()
                    : Optional.of(new Difference("updateOrder", wanted.toString(), got.toString()));
        }

        private static boolean sameNames(List<String> wanted, List<String> got) {
            return wanted.stream()
                    .sorted()
                    .toList()
                    .equals(got.stream().sorted().toList());
        }

        private List<Urgency> urgencies(List<String> names) {
            List<Urgency> found = new ArrayList<>();
            for (String name : names) {
                for (Pod pod : pods) {
                    if (pod.meta().name().equals(name)) {
                        Urgency whole = Urgency.of(pod, capped(pod));
                        found.add(new Urgency(false, whole.grows(), whole.change()));
                    }
                }
            }
            return found;
        }
    }
}
