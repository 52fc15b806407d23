package dev.tidewright.conformance.vpa;

import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.cluster.documents.LimitRangeDocuments;
import dev.tidewright.cluster.documents.VerticalAutoscalerDocuments;
import dev.tidewright.conformance.Case;
import dev.tidewright.conformance.Difference;
import dev.tidewright.conformance.Player;
import dev.tidewright.core.objects.LimitRange;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.requests.ContainerRecommendation;
import dev.tidewright.core.requests.VerticalPodAutoscaler;
import dev.tidewright.core.requests.capping.Cap;
import dev.tidewright.core.requests.capping.CappedRecommendation;
import dev.tidewright.core.requests.capping.Capping;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Plays what becomes of a recommendation for one pod.
public final class CappingPlayer implements Player {
    @Override
    public Set<String> kinds() {
        return Set.of("capping");
    }

    @Override
    public Optional<Difference> play(Case one) {
        Fields body = one.body();
        VerticalPodAutoscaler vpa =
                VerticalAutoscalerDocuments.stored(body.document("vpa").orElseThrow());
        Pod pod = WrittenPods.pod(body.document("pod").orElseThrow());
        CappedRecommendation capped = Capping.of(vpa, pod, limitRanges(body));
        Fields expected = body.mapping("expected").orElseThrow();
        if (expected.bool("upstreamPanic").orElse(false)) {
            return Optional.empty(); // any answer is better than none
        }
        Optional<Difference> found = recommendation(expected, capped, Amounts.of(body));
        return found.isPresent() ? found : annotations(expected, pod, capped);
    }

    static List<LimitRange> limitRanges(Fields body) {
        return body.list("limitRanges", item -> LimitRangeDocuments.limitRange(item.document()));
    }

    private static Optional<Difference> recommendation(Fields expected, CappedRecommendation capped, Amounts amounts) {
        List<Fields> wanted = expected.list("recommendation", Fields.Item::fields);
        List<ContainerRecommendation> got = capped.containers();
        if (!names(wanted)
                .equals(got.stream().map(ContainerRecommendation::container).toList())) {
            return Optional.of(new Difference("recommendation", names(wanted).toString(), got.toString()));
        }
        for (int i = 0; i < got.size(); i++) {
            Optional<Difference> found = difference("recommendation[" + i + "]", wanted.get(i), got.get(i), amounts);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static List<String> names(List<Fields> wanted) {
        return wanted.stream().map(each -> each.requiredText("containerName")).toList();
    }

    private static Optional<Difference> difference(
            String path, Fields wanted, ContainerRecommendation got, Amounts amounts) {
        return amounts.first(path, wanted, "target", got.target())
                .or(() -> amounts.first(path, wanted, "lowerBound", got.lowerBound()))
                .or(() -> amounts.first(path, wanted, "upperBound", got.upperBound()))
                .or(() -> amounts.first(path, wanted, "uncappedTarget", got.uncappedTarget()));
    }

    private static Optional<Difference> annotations(Fields expected, Pod pod, CappedRecommendation capped) {
        Optional<Fields> wanted = expected.mapping("annotations");
        for (var container : pod.spec().containers()) {
            String name = container.name();
            List<String> words = wanted.map(fields -> fields.textList(name)).orElse(List.of());
            List<String> got =
                    capped.capsOf(name).stream().map(Cap::annotation).sorted().toList();
            if (!words.equals(got)) {
                return Optional.of(new Difference("annotations." + name, words.toString(), got.toString()));
            }
        }
        return Optional.empty();
    }
}
