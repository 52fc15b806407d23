package dev.tidewright.core.scheduling;

import dev.tidewright.core.objects.Affinity;
import dev.tidewright.core.objects.Affinity.PodTerm;
import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.Sorted;
import dev.tidewright.core.objects.TopologySpread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The counts that a picture keeps. One comes into being when the first pod is *asked about* that needs it, so a rule
/// that nobody asks about costs nothing. Not thread-safe.
final class Counts {
    /// Pods that match all of some terms, counted under one topology key.
    private record Near(List<TermScope> terms, String topologyKey) {}

    private final ClusterPicture picture;
    private final Namespaces namespaces;
    private final Topology topology;
    private final List<PodShape> shapes = new ArrayList<>();
    private final Map<SpreadCount.Subject, SpreadCount> spreads = new LinkedHashMap<>();
    private final Map<Near, DomainCount> near = new LinkedHashMap<>();
    /// Placed pods that *hold* a required anti-affinity term, by the term.
    private final Map<TermScope, DomainCount> holders = new LinkedHashMap<>();
    /// What placed pods would rather have near them or far from them, as weights, by the term.
    private final Map<TermScope, DomainCount> wishes = new LinkedHashMap<>();

    Counts(ClusterPicture picture, Namespaces namespaces, Topology topology) {
        this.picture = picture;
        this.namespaces = namespaces;
        this.topology = topology;
    }

    void enter(int slot) {
        for (SpreadCount spread : spreads.values()) {
            spread.enter(slot, picture.node(slot));
        }
    }

    void leave(int slot) {
        for (SpreadCount spread : spreads.values()) {
            spread.leave(slot);
        }
    }

    static void count(PodShape shape, int slot, int change) {
        for (int i = 0; i < shape.spreadCounts.size(); i++) {
            shape.spreadCounts.get(i).add(slot, change);
        }
        for (int i = 0; i < shape.termCounts.size(); i++) {
            shape.termCounts.get(i).add(slot, change);
        }
        for (int i = 0; i < shape.weightCounts.size(); i++) {
            PodPreferences.Weighed wish = shape.weightCounts.get(i);
            wish.count().add(slot, change * wish.weight());
        }
    }

    /// Enters a shape nobody saw before: the counts it falls under, and the anti-affinity it brings.
    void meet(PodShape shape) {
        spreads.forEach((subject, count) -> {
            if (subject.counts(shape)) {
                shape.spreadCounts.add(count);
            }
        });
        near.forEach((subject, count) -> {
            if (coversAll(subject.terms(), shape)) {
                shape.termCounts.add(count);
            }
        });
        shapes.add(shape);
        for (PodTerm term : shape.spec().affinity().requiredAntiPods()) {
            shape.termCounts.add(holders(TermScope.of(term, shape.namespace())));
        }
        wish(shape);
    }

    /// A required affinity speaks for a newcomer too, with the least weight (`hardPodAffinityWeight`).
    private void wish(PodShape shape) {
        Affinity affinity = shape.spec().affinity();
        affinity.requiredPods().forEach(term -> wish(shape, term, 1));
        affinity.preferredPods().forEach(wish -> wish(shape, wish.term(), wish.weight()));
        affinity.preferredAntiPods().forEach(wish -> wish(shape, wish.term(), -wish.weight()));
    }

    private void wish(PodShape shape, PodTerm term, int weight) {
        TermScope scope = TermScope.of(term, shape.namespace());
        DomainCount known = wishes.get(scope);
        if (known == null) {
            known = new DomainCount(topology, topology.key(scope.topologyKey(), picture));
            wishes.put(scope, known);
            for (PodShape other : shapes) {
                if (other.preferences.isPresent() && scope.covers(other, namespaces)) {
                    other.preferences.get().wanted().add(known);
                }
            }
        }
        shape.weightCounts.add(new PodPreferences.Weighed(known, weight));
    }

    /// What a shape would rather have, from now on kept up to date.
    PodPreferences preferences(PodShape shape) {
        if (shape.preferences.isPresent()) {
            return shape.preferences.get();
        }
        List<DomainCount> wanted = new ArrayList<>();
        wishes.forEach((scope, weights) -> {
            if (scope.covers(shape, namespaces)) {
                wanted.add(weights);
            }
        });
        List<PodPreferences.Weighed> near = new ArrayList<>();
        Affinity affinity = shape.spec().affinity();
        affinity.preferredPods().forEach(wish -> near.add(weighed(shape, wish.term(), wish.weight())));
        affinity.preferredAntiPods().forEach(wish -> near.add(weighed(shape, wish.term(), -wish.weight())));
        var preferences = new PodPreferences(softSpreads(shape), near, wanted);
        shape.preferences = Optional.of(preferences);
        return preferences;
    }

    private PodPreferences.Weighed weighed(PodShape shape, PodTerm term, int weight) {
        TermScope scope = TermScope.of(term, shape.namespace());
        return new PodPreferences.Weighed(near(List.of(scope), scope.topologyKey()), weight);
    }

    private List<PodPreferences.Spread> softSpreads(PodShape shape) {
        List<TopologySpread> soft = shape.spec().topologySpreads().stream()
                .filter(spread -> !spread.hard())
                .toList();
        List<String> keys = soft.stream().map(TopologySpread::topologyKey).toList();
        return soft.stream()
                .map(spread -> new PodPreferences.Spread(
                        count(shape, spread, keys),
                        spread.maxSkew(),
                        spread.topologyKey().equals(StaticFit.HOSTNAME)))
                .toList();
    }

    private DomainCount holders(TermScope term) {
        DomainCount known = holders.get(term);
        if (known != null) {
            return known;
        }
        // No pod that holds the term can have been placed yet: its shape would have been met.
        var count = new DomainCount(topology, topology.key(term.topologyKey(), picture));
        holders.put(term, count);
        for (PodShape shape : shapes) {
            if (shape.rules.isPresent() && term.covers(shape, namespaces)) {
                shape.rules.get().barredBy().add(count);
            }
        }
        return count;
    }

    /// What limits a shape, from now on kept up to date.
    PodRules rules(PodShape shape) {
        if (shape.rules.isPresent()) {
            return shape.rules.get();
        }
        List<TermScope> terms = shape.spec().affinity().requiredPods().stream()
                .map(term -> TermScope.of(term, shape.namespace()))
                .toList();
        List<DomainCount> barredBy = new ArrayList<>();
        holders.forEach((term, count) -> {
            if (term.covers(shape, namespaces)) {
                barredBy.add(count);
            }
        });
        var rules = new PodRules(
                spreads(shape),
                terms.stream().map(term -> near(terms, term.topologyKey())).toList(),
                !terms.isEmpty() && coversAll(terms, shape),
                avoided(shape),
                barredBy);
        shape.rules = Optional.of(rules);
        return rules;
    }

    private List<DomainCount> avoided(PodShape shape) {
        return shape.spec().affinity().requiredAntiPods().stream()
                .map(term -> TermScope.of(term, shape.namespace()))
                .map(term -> near(List.of(term), term.topologyKey()))
                .toList();
    }

    private boolean coversAll(List<TermScope> terms, PodShape shape) {
        for (TermScope term : terms) {
            if (!term.covers(shape, namespaces)) {
                return false;
            }
        }
        return true;
    }

    private DomainCount near(List<TermScope> terms, String topologyKey) {
        var subject = new Near(terms, topologyKey);
        DomainCount known = near.get(subject);
        if (known != null) {
            return known;
        }
        var count = new DomainCount(topology, topology.key(topologyKey, picture));
        near.put(subject, count);
        for (PodShape shape : shapes) {
            if (coversAll(terms, shape)) {
                shape.termCounts.add(count);
            }
        }
        picture.forEachPlaced(placed -> {
            if (placed.shape().termCounts.contains(count)) {
                count.add(placed.slot(), 1);
            }
        });
        return count;
    }

    private List<PodRules.Spread> spreads(PodShape shape) {
        List<TopologySpread> hard = shape.spec().topologySpreads().stream()
                .filter(TopologySpread::hard)
                .toList();
        List<String> keys = hard.stream().map(TopologySpread::topologyKey).toList();
        return hard.stream().map(spread -> spread(shape, spread, keys)).toList();
    }

    private PodRules.Spread spread(PodShape shape, TopologySpread spread, List<String> keys) {
        Optional<LabelSelector> selector = selector(shape, spread);
        int self = selector.isPresent() && selector.get().matches(shape.labels()) ? 1 : 0;
        return new PodRules.Spread(
                count(shape, spread, keys),
                spread.maxSkew(),
                spread.minDomains().orElse(1),
                self);
    }

    private SpreadCount count(PodShape shape, TopologySpread spread, List<String> keys) {
        return count(new SpreadCount.Subject(
                shape.namespace(),
                selector(shape, spread).orElse(NOTHING),
                spread.topologyKey(),
                keys,
                spread.honoursAffinity() ? StaticFit.Choice.of(shape.spec()) : StaticFit.Choice.ANY,
                spread.honoursTaints() ? Optional.of(shape.spec().tolerations()) : Optional.empty()));
    }

    /// An unset selector selects no pod: no label both exists and does not.
    private static final LabelSelector NOTHING = new LabelSelector(
            Sorted.empty(),
            List.of(
                    new LabelSelector.Requirement("a", LabelSelector.Operator.EXISTS, List.of()),
                    new LabelSelector.Requirement("a", LabelSelector.Operator.DOES_NOT_EXIST, List.of())));

    private static Optional<LabelSelector> selector(PodShape shape, TopologySpread spread) {
        SortedMap<String, String> own = new TreeMap<>();
        for (String key : spread.matchLabelKeys()) {
            String value = shape.labels().get(key);
            if (value != null) {
                own.put(key, value);
            }
        }
        if (own.isEmpty()) {
            return spread.selector();
        }
        return Optional.of(
                spread.selector().map(selector -> merged(selector, own)).orElse(merged(LabelSelector.EVERYTHING, own)));
    }

    /// Both must hold, even where they name one label with two values.
    private static LabelSelector merged(LabelSelector selector, SortedMap<String, String> own) {
        List<LabelSelector.Requirement> requirements = new ArrayList<>(selector.requirements());
        own.forEach((key, value) ->
                requirements.add(new LabelSelector.Requirement(key, LabelSelector.Operator.IN, List.of(value))));
        return new LabelSelector(selector.matchLabels(), requirements);
    }

    private SpreadCount count(SpreadCount.Subject subject) {
        SpreadCount known = spreads.get(subject);
        if (known != null) {
            return known;
        }
        var count = new SpreadCount(subject, topology, topology.key(subject.topologyKey(), picture));
        spreads.put(subject, count);
        for (int slot = 0; slot < picture.slots(); slot++) {
            if (picture.holdsNode(slot)) {
                count.enter(slot, picture.node(slot));
            }
        }
        for (PodShape shape : shapes) {
            if (subject.counts(shape)) {
                shape.spreadCounts.add(count);
            }
        }
        picture.forEachPlaced(placed -> {
            if (subject.counts(placed.shape())) {
                count.add(placed.slot(), 1);
            }
        });
        return count;
    }
}
