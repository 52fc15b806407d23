package dev.tidewright.core.nodes.up;

import dev.tidewright.core.nodes.up.Choice.Step;
import dev.tidewright.core.nodes.up.Choice.Warning;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.units.Quantity;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/// Chooses among options, by the expanders that `--expander` names in turn.
///
/// Source: `pkg/expander`.
final class Expanders {
    static final List<String> NAMES = List.of("random", "most-pods", "least-nodes", "least-waste", "price", "priority");

    private final ScaleUpView view;
    private final Prospects prospects;
    private final PriceScore price;
    private final List<Warning> warnings = new ArrayList<>();
    private final IdentityHashMap<PodSpec, Requests> known = new IdentityHashMap<>();

    /// What the containers of a pod ask for together.
    record Requests(long cpuMilli, long memoryBytes) {
        private static final Requests NONE = new Requests(0, 0);

        Requests plus(Requests other) {
            return new Requests(cpuMilli + other.cpuMilli, memoryBytes + other.memoryBytes);
        }
    }

    Expanders(ScaleUpView view, Prospects prospects) {
        this.view = view;
        this.prospects = prospects;
        this.price = new PriceScore(view, prospects, this::requests);
    }

    /// Asks the expanders in order until one option is left, or all were asked.
    Choice choose(List<Option> options) {
        List<Step> steps = new ArrayList<>();
        List<Option> left = options;
        for (String expander : view.flags().scaleUp().expanders()) {
            if (left.size() > 1 || steps.isEmpty()) {
                left = keep(expander, left);
                steps.add(new Step(expander, left.stream().map(Option::group).toList()));
            }
        }
        return new Choice(steps, left, warnings);
    }

    /// What one expander keeps.
    ///
    /// @throws IllegalArgumentException if there is no expander of that name
    List<Option> keep(String expander, List<Option> options) {
        return switch (expander) {
            case "random" -> options;
            case "most-pods" -> most(options, option -> option.pods().size());
            case "least-nodes" -> most(options, option -> -option.nodeCount());
            case "least-waste" -> least(options, this::waste);
            case "price" -> cheapest(options);
            case "priority" -> byPriority(options);
            default ->
                throw new IllegalArgumentException("--expander: no expander '" + expander
                        + "'; expected random, most-pods, least-nodes, least-waste, price or priority");
        };
    }

    private static List<Option> most(List<Option> options, ToIntFunction<Option> score) {
        int best = options.stream().mapToInt(score).max().orElse(0);
        return options.stream()
                .filter(option -> score.applyAsInt(option) == best)
                .toList();
    }

    private static List<Option> least(List<Option> options, ToDoubleFunction<Option> score) {
        List<Option> kept = new ArrayList<>();
        double least = 0;
        for (Option option : options) {
            double own = score.applyAsDouble(option);
            if (kept.isEmpty() || own < least) {
                kept = new ArrayList<>(List.of(option));
                least = own;
            } else if (own == least) {
                kept.add(option);
            }
        }
        return kept;
    }

    /// The part of cpu and the part of memory that would lie idle, added up; measured against capacity, as upstream's.
    private double waste(Option option) {
        var capacity = prospects.template(option.group()).node().capacity();
        Requests asked = Requests.NONE;
        for (Pod pod : option.pods()) {
            asked = asked.plus(requests(pod));
        }
        long cpu = capacity.cpuMilli() * option.nodeCount();
        long memory = capacity.memoryBytes() * option.nodeCount();
        return (double) (cpu - asked.cpuMilli()) / cpu + (double) (memory - asked.memoryBytes()) / memory;
    }

    private Requests requests(Pod pod) {
        Requests requests = known.get(pod.spec());
        if (requests == null) {
            requests = requests(pod.spec());
            known.put(pod.spec(), requests);
        }
        return requests;
    }

    private static Requests requests(PodSpec spec) {
        Quantity cpu = Quantity.ZERO;
        Quantity memory = Quantity.ZERO;
        for (Container container : spec.containers()) {
            cpu = cpu.plus(container.requests().get("cpu").orElse(Quantity.ZERO));
            memory = memory.plus(container.requests().get("memory").orElse(Quantity.ZERO));
        }
        return new Requests(cpu.milli(), memory.value());
    }

    private List<Option> cheapest(List<Option> options) {
        List<Option> best = least(options.stream().filter(price::isKnown).toList(), price::of);
        return best.isEmpty() ? best : List.of(best.getFirst());
    }

    private List<Option> byPriority(List<Option> options) {
        Priorities priorities = view.priorities();
        if (priorities.problem().isPresent()) {
            warnings.add(new Warning(
                    "PriorityConfigMapInvalid",
                    "Wrong configuration for priority expander: "
                            + priorities.problem().get() + ". Ignoring update."));
            return options;
        }
        int highest = -1;
        List<Option> best = new ArrayList<>();
        for (Option option : options) {
            Optional<Integer> own = priorities.of(option.group());
            if (own.isEmpty()) {
                warnings.add(new Warning(
                        "PriorityConfigMapNotMatchedGroup",
                        "Priority expander: node group " + option.group()
                                + " not found in priority expander configuration. The group won't be used."));
            } else if (own.get() > highest) {
                highest = own.get();
                best = new ArrayList<>(List.of(option));
            } else if (own.get() == highest) {
                best.add(option);
            }
        }
        return best.isEmpty() ? withoutPriority(options) : best;
    }

    private List<Option> withoutPriority(List<Option> options) {
        warnings.add(new Warning(
                "PriorityConfigMapNoGroupMatched",
                "Priority expander: no priorities info found for any of the expansion options. No options filtered."));
        return options;
    }
}
