package dev.tidewright.control.nodes;

import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.documents.PriorityDocuments;
import dev.tidewright.cluster.objects.ConfigMap;
import dev.tidewright.core.nodes.up.Priorities;
import dev.tidewright.core.objects.ObjectKey;
import java.util.Optional;

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
    private Priorities rules;
    private Optional<String> read = Optional.empty();

    /// @param given hold until the map has some
    ExpanderPriorities(Priorities given, Cluster cluster, Chronicle chronicle) {
        this.rules = given;
        this.cluster = cluster;
        this.chronicle = chronicle;
    }

    Priorities now() {
        cluster.get(MAP, ConfigMap.class).ifPresent(this::read);
        return rules;
    }

    private void read(ConfigMap map) {
        String text = map.data().getOrDefault(PriorityDocuments.KEY, "");
        if (read.filter(text::equals).isPresent()) {
            return;
        }
        read = Optional.of(text);
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
