package dev.tidewright.control.pods;

import dev.tidewright.core.objects.LabelSelector;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.pods.Rival;
import dev.tidewright.core.pods.ScaleSelector;
import dev.tidewright.core.pods.ScalingExplanation;
import dev.tidewright.core.pods.ScalingMemory;
import dev.tidewright.core.pods.guard.MetricLossGuard;
import dev.tidewright.core.pods.guard.WrongWayVeto;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the loop remembers of each autoscaler that exists. Thread-safe, but for the state of one autoscaler, which is
/// touched by one sync at a time.
final class Autoscalers {
    /// One autoscaler's state.
    static final class State {
        ScalingMemory memory = ScalingMemory.NONE;
        /// When a sync last changed the count.
        Instant scaled = Instant.MIN;
        /// What bound the last decision.
        ScalingExplanation.Binding binding = ScalingExplanation.Binding.NONE;

        /// What bound the decisions since the last that mattered; each is journaled once. There are few of them.
        final Set<ScalingExplanation.Binding> told = new HashSet<>(); // never walked
        /// What the guards found last; a change of it is journaled and told in an event.
        List<String> findings = List.of();

        /// How long each metric took to be asked for in this sync.
        List<Duration> asking = List.of();

        MetricLossGuard.Memory metricLoss = MetricLossGuard.Memory.NONE;
        WrongWayVeto.Memory wrongWay = WrongWayVeto.Memory.NONE;
        private @Nullable LabelSelector selector;
        private ScaleSelector scaleSelector = new ScaleSelector.Missing();
    }

    private final Map<ObjectKey, State> states = new LinkedHashMap<>();
    /// By namespace and by the kind that asks; never walked.
    private final Map<String, Map<String, List<Rival>>> rivals = new HashMap<>();

    synchronized State of(ObjectKey key) {
        return states.computeIfAbsent(key, absent -> new State());
    }

    synchronized int count() {
        return states.size();
    }

    synchronized void forget(ObjectKey key) {
        states.remove(key);
        rivals.remove(key.namespace());
    }

    /// The selector of the autoscaler's target as its scale shows it; from now on, others see it too.
    @SuppressWarnings("ReferenceEquality") // a shortcut: the same selector has the same text
    synchronized ScaleSelector learn(ObjectKey key, LabelSelector selector) {
        State state = of(key);
        if (state.selector != selector) {
            boolean changed = !selector.equals(state.selector);
            state.selector = selector;
            if (changed) {
                state.scaleSelector = ScaleSelector.of(selector);
                rivals.remove(key.namespace());
            }
        }
        return state.scaleSelector;
    }

    /// The autoscalers of its namespace whose targets were seen. One of the other kind has its kind before its name, so
    /// that it is not taken for the asking one.
    synchronized List<Rival> known(ObjectKey asking) {
        return rivals.computeIfAbsent(asking.namespace(), space -> new HashMap<>(2))
                .computeIfAbsent(asking.kind(), kind -> collected(asking));
    }

    private List<Rival> collected(ObjectKey asking) {
        List<Rival> found = new ArrayList<>();
        states.forEach((key, state) -> {
            if (key.namespace().equals(asking.namespace()) && state.selector != null) {
                boolean alike = key.kind().equals(asking.kind());
                String name = alike ? key.name() : key.kind().toLowerCase(Locale.ROOT) + "/" + key.name();
                found.add(new Rival(key.namespace(), name, state.selector));
            }
        });
        return List.copyOf(found);
    }
}
