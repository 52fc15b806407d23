package dev.tidewright.control.nodes;

import dev.tidewright.cluster.Change;
import dev.tidewright.cluster.Cluster;
import dev.tidewright.cluster.objects.CapacityBuffer;
import dev.tidewright.cluster.objects.NamedTemplate;
import dev.tidewright.cluster.objects.Workload;
import dev.tidewright.core.objects.Condition;
import dev.tidewright.core.objects.KubeObject;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodTemplate;
import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.scheduling.PodRequests;
import dev.tidewright.core.units.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Room that CapacityBuffer objects ask for: so many placeholders of one shape each, at most 5,000 together
/// (`--pod-injection-limit`).
///
/// Source: cluster-autoscaler's `capacitybuffer` controller, the active-capacity strategy.
final class Buffers {
    private static final int MOST = 5_000;

    private final Cluster cluster;

    Buffers(Cluster cluster) {
        this.cluster = cluster;
    }

    static boolean areTouchedBy(KubeObject object) {
        return object instanceof CapacityBuffer || object instanceof NamedTemplate;
    }

    /// What one buffer comes to.
    ///
    /// @param problem why it comes to nothing; empty where it comes to something
    private record Shape(CapacityBuffer buffer, Optional<PodTemplate> template, int count, String problem) {
        static Shape broken(CapacityBuffer buffer, String problem) {
            return new Shape(buffer, Optional.empty(), 0, problem);
        }
    }

    private List<Shape> shapes() {
        List<Shape> shapes = new ArrayList<>();
        int left = MOST;
        for (CapacityBuffer buffer : cluster.list(CapacityBuffer.class)) {
            if (buffer.strategy().equals(CapacityBuffer.ACTIVE_CAPACITY)) {
                Shape shape = shape(buffer, left);
                left -= shape.count();
                shapes.add(shape);
            }
        }
        return shapes;
    }

    private Shape shape(CapacityBuffer buffer, int most) {
        String space = buffer.meta().namespace();
        Optional<Workload> workload = buffer.scalable()
                .flatMap(ref -> cluster.get(new ObjectKey(ref.kind(), space, ref.name()), Workload.class));
        Optional<PodTemplate> template = buffer.podTemplate()
                .flatMap(name -> cluster.get(new ObjectKey("PodTemplate", space, name), NamedTemplate.class))
                .map(NamedTemplate::template)
                .or(() -> workload.map(Workload::template));
        if (template.isEmpty()) {
            return Shape.broken(buffer, "what it refers to is not there");
        }
        Optional<Integer> count = least(
                least(buffer.replicas(), share(buffer, workload)),
                buffer.limits().flatMap(limits -> fitting(limits, template.get())));
        return count.map(number -> new Shape(buffer, template, Math.min(most, number), ""))
                .orElseGet(() -> Shape.broken(buffer, "replicas, percentage and limits are not defined"));
    }

    private static Optional<Integer> share(CapacityBuffer buffer, Optional<Workload> workload) {
        return buffer.percentage()
                .flatMap(percent -> workload.map(each -> (int) ((long) percent * each.replicas() / 100)));
    }

    private static Optional<Integer> least(Optional<Integer> one, Optional<Integer> other) {
        return one.isPresent() && other.isPresent()
                ? Optional.of(Math.min(one.get(), other.get()))
                : one.or(() -> other);
    }

    /// How many pods of the shape fit into the amounts; empty where they share no resource.
    private static Optional<Integer> fitting(Resources limits, PodTemplate template) {
        Optional<Integer> least = Optional.empty();
        for (Map.Entry<String, Quantity> asked :
                PodRequests.of(template.spec()).amounts().entrySet()) {
            Optional<Quantity> limit = limits.get(asked.getKey());
            if (limit.isPresent() && asked.getValue().signum() > 0) {
                long times = limit.get().milli() / asked.getValue().milli();
                least = least(least, Optional.of(Math.clamp(times, 0, MOST)));
            }
        }
        return least;
    }

    /// The placeholders of all buffers.
    List<Pod> placeholders() {
        List<Pod> all = new ArrayList<>();
        for (Shape shape : shapes()) {
            shape.template()
                    .ifPresent(template -> all.addAll(StandIns.buffer(shape.buffer(), template, shape.count())));
        }
        return all;
    }

    /// Writes into each buffer's status how many chunks are kept and whether there is room for all, where that changed.
    ///
    /// @param homeless placeholders that have no place yet
    void tell(List<Pod> homeless, Instant now) {
        Set<String> lacking = homeless.stream()
                .filter(StandIns::isHeadroom)
                .map(StandIns::keeperOfHeadroom)
                .collect(Collectors.toSet());
        for (Shape shape : shapes()) {
            CapacityBuffer buffer = shape.buffer();
            boolean roomy = !lacking.contains(
                    buffer.meta().namespace() + "/" + buffer.meta().name());
            var status = new CapacityBuffer.Status(
                    shape.count(),
                    List.of(
                            condition(buffer, "ReadyForProvisioning", ready(shape), now),
                            condition(buffer, "Provisioning", provisioned(shape, roomy), now)));
            if (!status.equals(buffer.status())) {
                cluster.apply(new Change.ReplaceStatus(buffer.with(status)));
            }
        }
    }

    /// A condition without its time.
    private record Word(boolean holds, String reason, String message) {}

    private static Word ready(Shape shape) {
        return shape.problem().isEmpty()
                ? new Word(true, "attributesSetSuccessfully", "ready")
                : new Word(false, "error", shape.problem());
    }

    private static Word provisioned(Shape shape, boolean roomy) {
        return shape.problem().isEmpty() && roomy
                ? new Word(true, "FitsOnNodes", "")
                : new Word(false, "NotEnoughRoom", "machines are on order or cannot be had");
    }

    private static Condition condition(CapacityBuffer buffer, String type, Word word, Instant now) {
        String status = word.holds() ? "True" : "False";
        Instant since = buffer.status().conditions().stream()
                .filter(each -> each.type().equals(type) && each.status().equals(status))
                .map(Condition::transition)
                .findFirst()
                .orElse(now);
        return new Condition(type, status, word.reason(), word.message(), since);
    }
}
