package dev.tidewright.simulator.scenario.reader;

import dev.tidewright.cluster.documents.Document;
import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.cluster.documents.Nearest;
import dev.tidewright.cluster.documents.OtherManifest;
import dev.tidewright.simulator.scenario.AutoscalingSettings;
import dev.tidewright.simulator.scenario.ExternalMetric;
import dev.tidewright.simulator.scenario.MetricsPipeline;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads `metrics` and `autoscaling`.
final class SettingsReader {
    private final Reading reading;

    SettingsReader(Reading reading) {
        this.reading = reading;
    }

    MetricsPipeline metrics(Fields scenario) {
        return reading.complaints()
                .attempt(() -> scenario.mapping("metrics").map(this::pipeline))
                .flatMap(read -> read)
                .orElse(MetricsPipeline.DEFAULT);
    }

    private MetricsPipeline pipeline(Fields metrics) {
        MetricsPipeline pipeline = new MetricsPipeline(
                Units.length(metrics, "resolution").orElse(MetricsPipeline.DEFAULT.resolution()),
                Units.length(metrics, "scrapeInterval").orElse(MetricsPipeline.DEFAULT.scrapeInterval()),
                Units.length(metrics, "rateWindow").orElse(MetricsPipeline.DEFAULT.rateWindow()),
                List.of());
        Units.refuseOver(metrics, "scrapeInterval", pipeline.scrapeInterval(), "rateWindow", pipeline.rateWindow());
        List<ExternalMetric> external =
                reading.entries(metrics, "external", entry -> ExternalMetricReader.read(entry, pipeline));
        metrics.refuseUnknown();
        return new MetricsPipeline(pipeline.resolution(), pipeline.scrapeInterval(), pipeline.rateWindow(), external);
    }

    /// @param others the manifests' objects of other kinds: the ConfigMap `cluster-autoscaler-status` is honoured where
    /// it
    ///               holds settings, as many guides have it, though the real cluster-autoscaler never reads it
    AutoscalingSettings autoscaling(Fields scenario, List<OtherManifest> others) {
        SortedMap<String, String> pods = new TreeMap<>();
        SortedMap<String, List<String>> nodes = new TreeMap<>();
        SortedMap<String, String> requests = new TreeMap<>();
        others.forEach(other -> reading.complaints().check(() -> nodes.putAll(ofConfigMap(other))));
        reading.complaints()
                .check(() -> scenario.mapping("autoscaling").ifPresent(settings -> {
                    flags(settings, "pods", Flags.PODS).forEach((flag, values) -> pods.put(flag, values.getLast()));
                    nodes.putAll(flags(settings, "nodes", Flags.NODES));
                    flags(settings, "requests", Flags.REQUESTS)
                            .forEach((flag, values) -> requests.put(flag, values.getLast()));
                    settings.refuseUnknown();
                }));
        return new AutoscalingSettings(pods, nodes, requests);
    }

    private SortedMap<String, List<String>> ofConfigMap(OtherManifest other) {
        if (!other.kind().equals("ConfigMap") || !other.name().equals("cluster-autoscaler-status")) {
            return new TreeMap<>();
        }
        SortedMap<String, List<String>> found = flags(Fields.of(other.document(), ""), "data", Flags.NODES);
        if (!found.isEmpty()) {
            reading.assume("the settings in ConfigMap cluster-autoscaler-status hold here ("
                    + String.join(", ", found.keySet())
                    + "); a real cluster-autoscaler never reads them: give it flags");
        }
        return found;
    }

    private SortedMap<String, List<String>> flags(Fields settings, String name, Map<String, Flags.Type> known) {
        SortedMap<String, List<String>> found = new TreeMap<>();
        Optional<Fields> flags = settings.mapping(name);
        if (flags.isPresent()) {
            for (String flag : flags.get().names()) {
                reading.complaints()
                        .attempt(() -> values(flags.get(), flag, known))
                        .ifPresent(v -> found.put(flag, v));
            }
        }
        return found;
    }

    private static List<String> values(Fields flags, String flag, Map<String, Flags.Type> known) {
        List<String> values = texts(flags, flag);
        Flags.Type type = known.get(flag);
        if (type == null) {
            if (known.equals(Flags.NODES) && Flags.refusal(flag, values).isEmpty()) {
                return values; // one that concerns how cluster-autoscaler runs, not what it decides
            }
            String near = Nearest.to(flag, known.keySet())
                    .map(name -> "; did you mean " + name + "?")
                    .orElse("");
            throw flags.complaint(flag, "unknown flag" + near);
        }
        for (String text : values) {
            if (!type.accepts(text)) {
                throw flags.complaint(flag, "expected " + type.words() + ", found '" + text + "'");
            }
        }
        if (known.equals(Flags.NODES)) {
            Flags.refusal(flag, values).ifPresent(words -> {
                throw flags.complaint(flag, words);
            });
        }
        return values;
    }

    /// A flag's value; a list for one that repeats, or whose values are joined by commas.
    private static List<String> texts(Fields flags, String flag) {
        Document value = flags.document(flag).orElseThrow(() -> flags.complaint(flag, "expected a value"));
        if (!(value instanceof Document.Sequence)) {
            return List.of(flags.text(flag).orElse(""));
        }
        List<String> values = flags.textList(flag);
        if (values.isEmpty()) {
            throw flags.complaint(flag, "expected at least one value");
        }
        return flag.equals("expander") ? List.of(String.join(",", values)) : values;
    }
}
