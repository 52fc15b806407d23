package dev.tidewright.core.requests.admission;

import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.ContainerResources;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.requests.ContainerPolicy;
import dev.tidewright.core.requests.ContainerPolicy.ControlledValues;
import dev.tidewright.core.requests.StartupBoost;
import dev.tidewright.core.requests.VerticalPodAutoscaler;
import dev.tidewright.core.requests.capping.WantedResources;
import dev.tidewright.core.units.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// More processors while a container starts, and what it had before in an annotation.
///
/// Source: `applyCPUStartupBoost` in VPA's `resource/pod/patch/resource_updates.go` (KEP-7862 of the autoscaler).
public final class CpuBoost {
    /// The annotation of one container; its name follows. A pod that has one is being boosted.
    public static final String ANNOTATION = "vpaCpuStartupBoost/";

    private static final Pattern FIELD = Pattern.compile("\"(cpu|memory)\"\\s*:\\s*\"([^\"]*)\"");
    private static final Quantity THOUSANDTH = Quantity.ofMilli(1);

    private final VerticalPodAutoscaler vpa;
    private final Quantity most;

    CpuBoost(VerticalPodAutoscaler vpa, Quantity most) {
        this.vpa = vpa;
        this.most = most;
    }

    /// The boost of a container: of its policy, else of the whole autoscaler.
    public static Optional<StartupBoost.Cpu> of(VerticalPodAutoscaler vpa, String container) {
        Optional<StartupBoost> own = vpa.spec().policyOf(container).flatMap(ContainerPolicy::startupBoost);
        return own.or(() -> vpa.spec().startupBoost()).flatMap(StartupBoost::cpu);
    }

    /// @throws IllegalArgumentException where the boost lacks its factor or quantity
    WantedResources boosted(Container container, WantedResources wanted, StartupBoost.Cpu boost) {
        Quantity recommended = wanted.set().requests().get(Resources.CPU).orElse(Quantity.ZERO);
        Quantity base =
                recommended.isZero() ? container.requests().get(Resources.CPU).orElse(Quantity.ZERO) : recommended;
        Quantity more = more(base, boost);
        Quantity request = !most.isZero() && more.compareTo(most) > 0 ? most : more;
        ControlledValues controlled = vpa.spec()
                .policyOf(container.name())
                .map(ContainerPolicy::controlledValues)
                .orElse(ControlledValues.REQUESTS_AND_LIMITS);
        return wanted.with(
                switch (controlled) {
                    case REQUESTS_ONLY -> set(wanted.set(), below(container.limits(), request), Optional.empty());
                    case REQUESTS_AND_LIMITS -> set(wanted.set(), request, limit(container, request));
                });
    }

    private static Quantity more(Quantity base, StartupBoost.Cpu boost) {
        return switch (boost.type()) {
            case FACTOR -> {
                int factor = boost.factor()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "startupBoost.CPU.Factor is required when Type is Factor or not specified"));
                if (factor < 1) {
                    throw new IllegalArgumentException("boost factor must be >= 1");
                }
                yield Quantity.ofMilli((long) ((double) base.milli() * factor)); // a double, as upstream has it
            }
            case QUANTITY -> {
                Quantity added = boost.quantity()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "startupBoost.CPU.Quantity is required when Type is Quantity"));
                yield Quantity.ofMilli(base.milli() + added.milli());
            }
        };
    }

    /// Just below the limit where it would be above, so that the pod's class of service stays.
    private static Quantity below(Resources limits, Quantity request) {
        Optional<Quantity> limit = limits.get(Resources.CPU);
        if (limit.isEmpty() || request.milli() <= limit.get().milli()) {
            return request;
        }
        return limit.get().compareTo(THOUSANDTH) > 0 ? limit.get().minus(THOUSANDTH) : limit.get();
    }

    private static Optional<Quantity> limit(Container container, Quantity request) {
        SortedMap<String, Quantity> boosted = new TreeMap<>();
        boosted.put(Resources.CPU, request);
        return WantedResources.limits(container.resources(), new Resources(boosted), Resources.NONE, new ArrayList<>())
                .get(Resources.CPU);
    }

    private static ContainerResources set(ContainerResources set, Quantity request, Optional<Quantity> limit) {
        Resources limits = limit.isPresent() ? with(set.limits(), limit.get()) : set.limits();
        return new ContainerResources(with(set.requests(), request), limits);
    }

    private static Resources with(Resources amounts, Quantity cpu) {
        SortedMap<String, Quantity> all = new TreeMap<>(amounts.amounts());
        all.put(Resources.CPU, cpu);
        return new Resources(all);
    }

    /// What the container had, to be given back when the boost is over.
    static String remembered(Container container) {
        return "{\"requests\":" + json(container.requests()) + ",\"limits\":" + json(container.limits()) + "}";
    }

    private static String json(Resources resources) {
        List<String> fields = new ArrayList<>();
        for (String resource : List.of(Resources.CPU, Resources.MEMORY)) {
            resources.get(resource).ifPresent(amount -> fields.add("\"" + resource + "\":\"" + amount + "\""));
        }
        return "{" + String.join(",", fields) + "}";
    }

    /// What the annotation remembers; empty where nobody can read it.
    public static Optional<ContainerResources> recalled(String annotation) {
        int split = annotation.indexOf("\"limits\"");
        if (split < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ContainerResources(
                    amounts(annotation.substring(0, split)), amounts(annotation.substring(split))));
        } catch (IllegalArgumentException e) { // not written by an admission controller
            return Optional.empty();
        }
    }

    private static Resources amounts(String json) {
        SortedMap<String, Quantity> amounts = new TreeMap<>();
        Matcher field = FIELD.matcher(json);
        while (field.find()) {
            amounts.put(field.group(1), Quantity.parse(field.group(2)));
        }
        return new Resources(amounts);
    }
}
