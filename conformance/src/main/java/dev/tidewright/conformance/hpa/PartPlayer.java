package dev.tidewright.conformance.hpa;

import dev.tidewright.cluster.documents.AutoscalerDocuments;
import dev.tidewright.cluster.documents.Document;
import dev.tidewright.cluster.documents.DocumentBuilder;
import dev.tidewright.cluster.documents.Fields;
import dev.tidewright.cluster.documents.PodDocuments;
import dev.tidewright.conformance.Case;
import dev.tidewright.conformance.Difference;
import dev.tidewright.conformance.Player;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.pods.Limit;
import dev.tidewright.core.pods.MetricStatus;
import dev.tidewright.core.pods.PodGroups;
import dev.tidewright.core.pods.PodGroups.Group;
import dev.tidewright.core.pods.PodRequests;
import dev.tidewright.core.pods.PodSamples;
import dev.tidewright.core.pods.PodScalingSettings;
import dev.tidewright.core.pods.RateLimits;
import dev.tidewright.core.pods.ScalingBehavior;
import dev.tidewright.core.pods.ScalingMemory;
import dev.tidewright.core.pods.ScalingRules;
import dev.tidewright.core.pods.Stabilization;
import dev.tidewright.core.units.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Plays single parts of a decision.
public final class PartPlayer implements Player {
    @Override
    public Set<String> kinds() {
        return Set.of("part");
    }

    @Override
    public Optional<Difference> play(Case one) {
        var part = new Part(one.body());
        return Comparison.first("expected", one.body().document("expected").orElseThrow(), part.answer());
    }

    /// One case being played.
    private static final class Part {
        private final Fields args;
        private final PodScalingSettings settings;
        private final ScalingMemory memory;
        private final Instant now;
        private final int current;
        private final int desired;

        Part(Fields body) {
            this.args = body.mapping("args").orElseThrow();
            this.settings = CaseSettings.of(body);
            this.memory = CaseMemory.of(body.mapping("initialState"));
            this.now = body.instant("now").orElse(Instant.EPOCH);
            this.current = args.count("currentReplicas").orElse(0);
            this.desired = args.count("desiredReplicas").orElse(0);
        }

        Document answer() {
            return switch (args.requiredText("function")) {
                case "limits" ->
                    limit(RateLimits.withoutBehavior(
                                    current, desired, count("minReplicas"), count("maxReplicas"), settings))
                            .build();
                case "stabilize" -> {
                    Stabilization.Stabilized stabilized =
                            Stabilization.withoutBehavior(desired, memory, settings.downscaleStabilization(), now);
                    yield new DocumentBuilder()
                            .put("replicas", stabilized.limit().replicas())
                            .put("state", CaseMemory.document(stabilized.memory()))
                            .build();
                }
                case "stabilizeWithBehavior" -> {
                    Stabilization.Stabilized stabilized = Stabilization.withBehavior(
                            current, desired, behavior(), memory, settings.downscaleStabilization(), now);
                    yield limit(stabilized.limit())
                            .put("state", CaseMemory.document(stabilized.memory()))
                            .build();
                }
                case "rateLimit" -> rateLimit();
                case "storeScaleEvent" ->
                    new DocumentBuilder()
                            .put("state", CaseMemory.document(memory.rescaled(written(), current, desired, now)))
                            .build();
                case "classifyPods" -> classified();
                case "requests" -> requests();
                case "quantity" -> quantity();
                default -> throw args.complaint("function", "unknown function");
            };
        }

        private int count(String name) {
            return args.count(name).orElse(0);
        }

        private static DocumentBuilder limit(Limit limit) {
            return new DocumentBuilder()
                    .put("replicas", limit.replicas())
                    .put("reason", limit.reason())
                    .put("message", limit.message());
        }

        private ScalingBehavior behavior() {
            return new ScalingBehavior(
                    rules("scaleUp", ScalingRules.DEFAULT_UP), rules("scaleDown", ScalingRules.DEFAULT_DOWN));
        }

        private ScalingRules rules(String name, ScalingRules absent) {
            return args.mapping(name)
                    .map(rules -> AutoscalerDocuments.rules(rules, absent))
                    .orElse(absent);
        }

        private Optional<ScalingBehavior> written() {
            boolean any = args.document("scaleUp").isPresent()
                    || args.document("scaleDown").isPresent();
            return any ? Optional.of(behavior()) : Optional.empty();
        }

        private Document rateLimit() {
            ScalingBehavior behavior = behavior();
            return limit(RateLimits.withBehavior(
                            current, desired, count("minReplicas"), count("maxReplicas"), behavior, memory, now))
                    .put("scaleUpLimit", RateLimits.ceiling(current, behavior.scaleUp(), memory, now))
                    .put("scaleDownLimit", RateLimits.floor(current, behavior.scaleDown(), memory, now))
                    .build();
        }

        private List<Pod> pods() {
            return args.list("pods", item -> PodDocuments.pod(item.document()));
        }

        private Document classified() {
            List<Pod> pods = pods();
            var samples = new PodSamples.Builder(pods.size());
            Fields metrics = args.mapping("metrics").orElseThrow();
            for (String pod : metrics.names()) {
                Fields metric = metrics.mapping(pod).orElseThrow();
                samples.add(
                        pod,
                        metric.instant("timestamp").orElse(Instant.EPOCH),
                        Duration.ofSeconds(metric.wholeNumber("windowSeconds").orElse(0L)),
                        metric.wholeNumber("valueMilli").orElse(0L));
            }
            PodGroups groups =
                    PodGroups.of(pods, samples.build(), args.text("resource").orElse(""), settings, now);
            return new DocumentBuilder()
                    .put("readyCount", groups.ready())
                    .put("unready", names(pods, groups, Group.UNREADY))
                    .put("missing", names(pods, groups, Group.MISSING))
                    .put("ignored", names(pods, groups, Group.IGNORED))
                    .build();
        }

        private static List<Document> names(List<Pod> pods, PodGroups groups, Group group) {
            return java.util.stream.IntStream.range(0, pods.size())
                    .filter(i -> groups.group(i) == group)
                    .mapToObj(i -> pods.get(i).meta().name())
                    .sorted()
                    .map(DocumentBuilder::text)
                    .toList();
        }

        private Document requests() {
            List<Pod> pods = pods();
            PodRequests requests = PodRequests.of(
                    pods,
                    args.text("resource").orElse(""),
                    args.text("container").orElse(""),
                    settings.podLevelResources());
            if (requests.fault().isPresent()) {
                return new DocumentBuilder()
                        .put("error", requests.fault().get())
                        .build();
            }
            var byPod = new DocumentBuilder();
            for (int i = 0; i < pods.size(); i++) {
                byPod.put(pods.get(i).meta().name(), requests.milli(i));
            }
            return new DocumentBuilder().put("requestsMilli", byPod.build()).build();
        }

        private Document quantity() {
            Quantity quantity = MetricStatus.usage(
                    args.requiredText("resource"), args.wholeNumber("milli").orElse(0L));
            String format = switch (quantity.format()) {
                case DECIMAL_SI -> "DecimalSI";
                case BINARY_SI -> "BinarySI";
                case DECIMAL_EXPONENT -> "DecimalExponent";
            };
            return new DocumentBuilder()
                    .put("quantity", quantity.toString())
                    .put("format", format)
                    .build();
        }
    }
}
