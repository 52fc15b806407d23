package dev.tidewright.control.requests;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.Cluster.Outcome;
import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.core.pods.HorizontalPodAutoscaler;
import dev.tidewright.core.requests.ContainerRecommendation;
import dev.tidewright.core.requests.VerticalPodAutoscaler;
import dev.tidewright.core.requests.peace.HorizontalClaim;
import dev.tidewright.core.requests.peace.Peace;
import dev.tidewright.core.requests.peace.PeaceSettings;
import dev.tidewright.core.requests.peace.PeaceVerdict;
import dev.tidewright.core.requests.peace.PeaceVerdict.Move;
import dev.tidewright.core.requests.peace.PeaceVerdict.Restatement;
import dev.tidewright.core.requests.peace.PeaceVerdict.Stay;
import dev.tidewright.core.requests.peace.RequestChange;
import dev.tidewright.core.requests.peace.SizingWish;
import dev.tidewright.core.units.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Holds a recommendation to what [Peace] allows where horizontal autoscalers count the same pods, and restates their
/// targets before a request moves. What was recommended before is what a request is now; the first time it is what pods
/// ask for. Forgets what moved when when it is made anew. Not thread-safe.
final class PeaceKeeper {
    private final Cluster cluster;
    private final RequestJournal journal;
    private final PeaceSettings settings;
    private final Map<Place, History> histories = new HashMap<>(); // never walked

    private record Place(ObjectKey vpa, String container, String resource) {}

    private static final class History {
        private final List<RequestChange> changes = new ArrayList<>();
        private String told = "";
    }

    /// One pass over one autoscaler whose pods are counted by others.
    private record Pass(ObjectKey vpa, List<HorizontalClaim> claims, Instant now) {}

    PeaceKeeper(Cluster cluster, RequestJournal journal, PeaceSettings settings) {
        this.cluster = cluster;
        this.journal = journal;
        this.settings = settings;
    }

    /// @param wanted by usage alone
    List<ContainerRecommendation> keep(
            VerticalPodAutoscaler vpa, LabelSelector selector, List<ContainerRecommendation> wanted, Instant now) {
        List<HorizontalPodAutoscaler> counting = counting(vpa);
        if (counting.isEmpty()) {
            return wanted;
        }
        SortedMap<String, Resources> requests = requests(vpa, selector);
        List<HorizontalClaim> claims = new ArrayList<>();
        counting.forEach(hpa -> claims.addAll(HorizontalClaim.of(hpa, requests)));
        var pass = new Pass(vpa.key(), claims, now);
        List<ContainerRecommendation> kept = new ArrayList<>(wanted.size());
        for (ContainerRecommendation one : wanted) {
            kept.add(keep(pass, requests.getOrDefault(one.container(), Resources.NONE), one));
        }
        return kept;
    }

    private List<HorizontalPodAutoscaler> counting(VerticalPodAutoscaler vpa) {
        Optional<ObjectKey> target = Targets.targetOf(vpa);
        return cluster.list(HorizontalPodAutoscaler.class).stream()
                .filter(hpa -> target.equals(Optional.of(targetOf(hpa))))
                .toList();
    }

    private static ObjectKey targetOf(HorizontalPodAutoscaler hpa) {
        return new ObjectKey(
                hpa.spec().target().kind(),
                hpa.meta().namespace(),
                hpa.spec().target().name());
    }

    private SortedMap<String, Resources> requests(VerticalPodAutoscaler vpa, LabelSelector selector) {
        SortedMap<String, Resources> requests = new TreeMap<>();
        List<Pod> pods = cluster.pods(vpa.meta().namespace(), selector);
        if (!pods.isEmpty()) {
            pods.getFirst()
                    .spec()
                    .containers()
                    .forEach(container -> requests.put(container.name(), container.requests()));
        }
        for (ContainerRecommendation before : vpa.status().recommendation().orElse(List.of())) {
            requests.computeIfPresent(before.container(), (name, asked) -> over(asked, before.target()));
        }
        return requests;
    }

    private static Resources over(Resources below, Resources above) {
        SortedMap<String, Quantity> amounts = new TreeMap<>(below.amounts());
        amounts.putAll(above.amounts());
        return new Resources(Sorted.copyOf(amounts));
    }

    private ContainerRecommendation keep(Pass pass, Resources requests, ContainerRecommendation wanted) {
        SortedMap<String, Quantity> target = new TreeMap<>(wanted.target().amounts());
        SortedMap<String, Quantity> lower = new TreeMap<>(wanted.lowerBound().amounts());
        SortedMap<String, Quantity> upper = new TreeMap<>(wanted.upperBound().amounts());
        wanted.target().amounts().forEach((resource, recommended) -> {
            Optional<Quantity> now = requests.get(resource);
            if (now.isPresent()) {
                var place = new Place(pass.vpa(), wanted.container(), resource);
                Quantity kept = settle(pass, place, now.get(), recommended);
                target.put(resource, kept);
                lower.merge(resource, kept, (one, other) -> one.compareTo(other) <= 0 ? one : other);
                upper.merge(resource, kept, (one, other) -> one.compareTo(other) >= 0 ? one : other);
            }
        });
        return new ContainerRecommendation(
                wanted.container(),
                new Resources(Sorted.copyOf(target)),
                new Resources(Sorted.copyOf(lower)),
                new Resources(Sorted.copyOf(upper)),
                wanted.uncappedTarget());
    }

    private Quantity settle(Pass pass, Place place, Quantity now, Quantity recommended) {
        History history = histories.computeIfAbsent(place, first -> new History());
        history.changes.removeIf(change -> !change.at().isAfter(pass.now().minus(settings.window())));
        var wish =
                new SizingWish(place.container(), place.resource(), now, recommended, Quantity.ZERO, history.changes);
        PeaceVerdict verdict = Peace.decide(wish, pass.claims(), settings, pass.now());
        return switch (verdict) {
            case Stay stay -> stay(history, pass, now, stay);
            case Move move -> move(history, pass, now, move);
        };
    }

    private Quantity stay(History history, Pass pass, Quantity now, Stay stay) {
        if (!stay.why().rule().equals(history.told)) {
            history.told = stay.why().rule();
            journal.tell(pass.vpa(), "hold", stay.why(), pass.vpa());
        }
        return now;
    }

    private Quantity move(History history, Pass pass, Quantity now, Move move) {
        for (Restatement restated : move.restated()) {
            if (!restate(pass.vpa(), restated)) {
                return now; // in the next pass
            }
        }
        history.told = "";
        history.changes.add(new RequestChange(pass.now(), move.request().compareTo(now) > 0));
        journal.tell(pass.vpa(), "move", move.why(), pass.vpa());
        return move.request();
    }

    /// @return false where another writer came first, or the autoscaler is gone
    private boolean restate(ObjectKey vpa, Restatement restated) {
        var key = new ObjectKey(
                HorizontalPodAutoscaler.KIND, vpa.namespace(), restated.claim().autoscaler());
        Optional<HorizontalPodAutoscaler> hpa = cluster.get(key, HorizontalPodAutoscaler.class);
        if (hpa.isEmpty() || !(cluster.apply(new Change.Replace(restated.in(hpa.get()))) instanceof Outcome.Applied)) {
            return false;
        }
        journal.tell(key, "restate", because(restated), vpa);
        return true;
    }

    private static Explanation because(Restatement restated) {
        return Explanation.because("the target stays what it stood for while requests move")
                .given("resource", restated.claim().resource())
                .given("was a share of", restated.claim().requested())
                .given("average value", restated.averageValue());
    }

    void forget(ObjectKey vpa) {
        histories.keySet().removeIf(place -> place.vpa().equals(vpa));
    }
}
