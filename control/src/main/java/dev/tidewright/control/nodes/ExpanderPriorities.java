package dev.tidewright.control.nodes;

import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.documents.PriorityDocuments;
import dev.tidewright.cluster.objects.ConfigMap;
import dev.tidewright.core.nodes.up.Option;
import dev.tidewright.core.nodes.up.Priorities;
import dev.tidewright.core.nodes.up.ScaleUpDecision;
import dev.tidewright.core.objects.ObjectKey;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// The priority expander's rules as their ConfigMap holds them now. What cannot be read is told once, by an event on
/// the
/// map, and ignored: the rules before it stay. Before there were any, the expander stands aside and says so. Not
/// thread-safe.
///
/// Source: `pkg/expander/priority/priority.go`, which promises the same ("Ignoring update.").
final class ExpanderPriorities {
    private static final ObjectKey MAP =
            new ObjectKey(ConfigMap.KIND, StatusMap.NAMESPACE, PriorityDocuments.CONFIG_MAP);
    private static final String INVALID = "PriorityConfigMapInvalid";

    private final Cluster cluster;
    private final Chronicle chronicle;
    private final boolean used;
    private Priorities rules;
    private Optional<String> read = Optional.empty();
    private final Set<String> unnamed = new HashSet<>(); // never walked

    /// The map is looked at only where `--expander` names priorities.
    ExpanderPriorities(NodeScalingSettings settings, Cluster cluster, Chronicle chronicle) {
        this.rules = settings.priorities();
        this.used = settings.flags().scaleUp().expanders().contains("priority");
        this.cluster = cluster;
        this.chronicle = chronicle;
    }

    Priorities now() {
        if (used) {
            cluster.get(MAP, ConfigMap.class).ifPresent(this::read);
        }
        return rules;
    }

    /// Tells of groups that could help and that the rules do not name, once for each version of the rules.
    void tellUnnamed(ScaleUpDecision decision) {
        if (read.isEmpty() || rules.problem().isPresent()) {
            return;
        }
        for (Option option : decision.options()) {
            if (rules.of(option.group()).isEmpty() && unnamed.add(option.group())) {
                chronicle.warning(
                        MAP,
                        "PriorityConfigMapNotMatchedGroup",
                        "Priority expander: node group %s not found in priority expander configuration. The group won't be used."
                                .formatted(option.group()));
            }
        }
    }

    private void read(ConfigMap map) {
        String text = map.data().getOrDefault(PriorityDocuments.KEY, "");
        if (read.filter(text::equals).isPresent()) {
            return;
        }
        read = Optional.of(text);
        unnamed.clear();
        if (!map.data().containsKey(PriorityDocuments.KEY)) {
            ignore("Wrong configmap for priority expander, doesn't contain " + PriorityDocuments.KEY
                    + " key. Ignoring update.");
            return;
        }
        Priorities found = PriorityDocuments.priorities(text);
        if (found.problem().isPresent()) {
            ignore("Wrong configuration for priority expander: "
                    + found.problem().get() + ". Ignoring update.");
        } else {
            rules = found;
        }
    }

    private void ignore(String words) {
        chronicle.warning(MAP, INVALID, words);
        boolean hasRules = rules.problem().isEmpty();
        rules = hasRules ? rules : Priorities.invalid(words);
    }
}
