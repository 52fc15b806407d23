package dev.tidewright.simulator.scenario.reader;

import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.cluster.documents.Nearest;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.units.Durations;
import dev.tidewright.simulator.scenario.Fault;
import dev.tidewright.simulator.scenario.Fault.MetricOutage.Kind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads `faults`: what goes wrong, or is done, and when. Each names its fault by its first field.
final class FaultReader {
    private static final List<String> FAULTS = List.of(
            "metricOutage",
            "stockOut",
            "cloudOutage",
            "spotReclaim",
            "slowDatabase",
            "rollout",
            "nodeCrash",
            "cacheFlush",
            "replicasReset");
    private static final Map<String, Fault.CloudOutage.Mode> CLOUD_OUTAGES = new LinkedHashMap<>();
    private static final Map<String, Kind> OUTAGES = new LinkedHashMap<>();

    static {
        OUTAGES.put("missing", Kind.MISSING);
        OUTAGES.put("zero", Kind.ZERO);
        OUTAGES.put("frozen", Kind.FROZEN);
        OUTAGES.put("not-found", Kind.NOT_FOUND);
        OUTAGES.put("one-pod", Kind.ONE_POD);
        CLOUD_OUTAGES.put("errors", Fault.CloudOutage.Mode.ERRORS);
        CLOUD_OUTAGES.put("hangs", Fault.CloudOutage.Mode.HANGS);
        CLOUD_OUTAGES.put("stale", Fault.CloudOutage.Mode.STALE);
    }

    private final Reading reading;
    private final Duration end;

    /// @param end of the scenario; nothing happens after it
    FaultReader(Reading reading, Duration end) {
        this.reading = reading;
        this.end = end;
    }

    List<Fault> read(Fields scenario) {
        return reading.items(scenario, "faults", this::fault);
    }

    private Fault fault(Fields fault) {
        return fault(fault, at(fault));
    }

    /// Reads one that begins at a given time, and does not say so itself.
    Fault fault(Fields fault, Duration at) {
        List<String> named = fault.names().stream().filter(FAULTS::contains).toList();
        if (named.size() != 1) {
            throw new dev.tidewright.cluster.documents.BadInput(
                    fault.place(), fault.path(""), "expected one of " + String.join(", ", FAULTS));
        }
        Fault read = fault(fault, named.getFirst(), at);
        fault.refuseUnknown();
        return read;
    }

    private Fault fault(Fields fault, String kind, Duration at) {
        return switch (kind) {
            case "metricOutage" -> metricOutage(at, fault);
            case "stockOut" ->
                new Fault.StockOut(
                        at,
                        length(fault),
                        fault.requiredText(kind),
                        fault.bool("silent").orElse(false));
            case "cloudOutage" -> new Fault.CloudOutage(at, length(fault), word(fault, kind, CLOUD_OUTAGES));
            case "spotReclaim" ->
                new Fault.SpotReclaim(
                        at,
                        fault.requiredText(kind),
                        share(fault),
                        Units.duration(fault, "notice").orElse(Duration.ofMinutes(2)),
                        Units.duration(fault, "over").orElse(Duration.ZERO));
            case "slowDatabase" -> new Fault.SlowDatabase(at, length(fault), fault.requiredText(kind), factor(fault));
            case "rollout" -> new Fault.Rollout(at, required(fault, kind), fault.requiredText("image"));
            case "nodeCrash" ->
                new Fault.NodeCrash(
                        at,
                        fault.requiredText(kind),
                        Units.count(fault, "count", 1).orElse(1));
            case "cacheFlush" -> new Fault.CacheFlush(at, fault.requiredText(kind));
            case "replicasReset" -> new Fault.ReplicasReset(at, required(fault, kind), replicas(fault));
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private Duration at(Fields fault) {
        Duration at = Units.duration(fault, "at")
                .orElseThrow(() -> Units.missing(fault, "at", "a time since the start, e.g. 40m"));
        if (at.compareTo(end) > 0) {
            throw fault.complaint("at", "expected a time within the scenario's " + Durations.format(end));
        }
        return at;
    }

    private static Duration length(Fields fault) {
        return Units.length(fault, "for").orElseThrow(() -> Units.missing(fault, "for", "how long it lasts, e.g. 20m"));
    }

    private Fault metricOutage(Duration at, Fields fault) {
        Optional<String> metric = fault.text("metric");
        Optional<ObjectKey> workload = workload(fault, "of");
        if (metric.isPresent() && workload.isPresent()) {
            throw fault.complaint("metric", "expected of or metric, not both: an external metric is of no workload");
        }
        return new Fault.MetricOutage(at, length(fault), word(fault, "metricOutage", OUTAGES), workload, metric);
    }

    private static <T> T word(Fields fault, String field, Map<String, T> words) {
        String word = fault.requiredText(field);
        T found = words.get(word);
        if (found == null) {
            throw fault.complaint(field, "expected " + Nearest.oneOf(words.keySet()) + ", found '" + word + "'");
        }
        return found;
    }

    private static double share(Fields fault) {
        double share =
                Units.share(fault, "share").orElseThrow(() -> Units.missing(fault, "share", "a share, e.g. 40%"));
        if (share == 0) {
            throw fault.complaint("share", "expected more than 0%");
        }
        return share;
    }

    private static double factor(Fields fault) {
        double factor = Units.number(fault, "factor")
                .orElseThrow(() -> Units.missing(fault, "factor", "how many times as long queries take"));
        if (factor == 0) {
            throw fault.complaint("factor", "expected more than 0");
        }
        return factor;
    }

    private static int replicas(Fields fault) {
        return Units.count(fault, "replicas", 0)
                .orElseThrow(() -> Units.missing(fault, "replicas", "a number of pods"));
    }

    private Optional<ObjectKey> workload(Fields fault, String name) {
        return reading.workloads().named(fault, name);
    }

    private ObjectKey required(Fields fault, String name) {
        return workload(fault, name).orElseThrow(() -> Units.missing(fault, name, "a workload"));
    }
}
