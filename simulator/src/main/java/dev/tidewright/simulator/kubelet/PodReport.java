package dev.tidewright.simulator.kubelet;

import dev.tidewright.core.objects.Condition;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.ContainerResources;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.PodStatus;
import dev.tidewright.core.objects.PodStatus.ContainerStatus;
import dev.tidewright.core.objects.PodStatus.Phase;
import dev.tidewright.core.objects.PodStatus.Termination;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a kubelet reports of one pod: the containers as they are, and the conditions that follow from them.
///
/// Source: kubelet's `status/generate.go`.
final class PodReport {
    static final String PENDING = "PodResizePending";
    static final String IN_PROGRESS = "PodResizeInProgress";

    private final List<Line> lines = new ArrayList<>(2);
    private final int inits;
    private final Instant started;
    private Phase phase = Phase.PENDING;
    private boolean initialized;
    private Instant readySince;
    private Instant initializedSince;
    private boolean ready;
    private Optional<Condition> resize = Optional.empty();

    /// One container's part of the report.
    private static final class Line {
        private final String name;
        private final boolean staysAfterInit;
        private String state = "Waiting";
        private String reason;
        private boolean ready;
        private int restarts;
        private Instant runSince = Instant.EPOCH;
        private Optional<Termination> end = Optional.empty();
        private Optional<Termination> lastEnd = Optional.empty();
        private Optional<ContainerResources> resources = Optional.empty();

        Line(Container container, boolean staysAfterInit, String reason) {
            this.name = container.name();
            this.staysAfterInit = staysAfterInit;
            this.reason = reason;
        }
    }

    PodReport(PodSpec spec, Instant started) {
        this.inits = spec.initContainers().size();
        String waiting = inits == 0 ? "ContainerCreating" : "PodInitializing";
        spec.initContainers().forEach(each -> lines.add(new Line(each, each.restartsAlways(), waiting)));
        spec.containers().forEach(each -> lines.add(new Line(each, true, waiting)));
        this.started = started;
        this.readySince = started;
        this.initializedSince = started;
        this.initialized = inits == 0;
    }

    void initRuns(int init) {
        set(lines.get(init), "Running", "", false);
    }

    /// @param completed whether it ended, as an init container does; otherwise it is a sidecar and stays
    void initDone(int init, boolean completed) {
        set(lines.get(init), completed ? "Terminated" : "Running", completed ? "Completed" : "", true);
    }

    void initialized(Instant now) {
        initialized = true;
        initializedSince = now;
    }

    void allRun(Instant now) {
        phase = Phase.RUNNING;
        for (int i = inits; i < lines.size(); i++) {
            Line line = lines.get(i);
            set(line, "Running", "", false);
            line.runSince = now;
            line.lastEnd = line.end.or(() -> line.lastEnd);
            line.end = Optional.empty();
        }
    }

    void ready(int container, boolean now) {
        lines.get(inits + container).ready = now;
    }

    void ended(int container, String reason, Instant now) {
        for (int i = inits; i < lines.size(); i++) {
            lines.get(i).ready = false;
        }
        Line line = lines.get(inits + container);
        set(line, "Terminated", reason, false);
        line.end = Optional.of(new Termination(reason, line.runSince, now));
    }

    void waits(int container, String reason) {
        Line line = lines.get(inits + container);
        set(line, "Waiting", reason, false);
        line.lastEnd = line.end.or(() -> line.lastEnd);
        line.end = Optional.empty();
    }

    /// A resize waits, or is under way; in the words of KEP-1287.
    void resizes(String condition, String reason, String message, Instant now) {
        Instant since = resize.filter(known -> known.type().equals(condition))
                .map(Condition::transition)
                .orElse(now);
        resize = Optional.of(new Condition(condition, "True", reason, message, since));
    }

    /// There is no resize any more.
    void resized() {
        resize = Optional.empty();
    }

    /// What the containers have from now on; told once it is not what their template says.
    void has(List<ContainerResources> resources) {
        for (int i = inits; i < lines.size(); i++) {
            lines.get(i).resources = Optional.of(resources.get(i - inits));
        }
    }

    void restarts(int container) {
        lines.get(inits + container).restarts++;
    }

    /// The pod will run no more.
    void over(Phase last, String reason) {
        phase = last;
        for (int i = inits; i < lines.size(); i++) {
            set(lines.get(i), "Terminated", reason, false);
        }
    }

    boolean isReady() {
        for (Line line : lines) {
            if (line.staysAfterInit && !line.ready) {
                return false;
            }
        }
        return phase == Phase.RUNNING;
    }

    int restartsOf(int container) {
        return lines.get(inits + container).restarts;
    }

    private static void set(Line line, String state, String reason, boolean ready) {
        line.state = state;
        line.reason = reason;
        line.ready = ready;
    }

    /// The status to write over `before`, whose conditions of other writers stay.
    PodStatus status(PodStatus before, Instant now) {
        boolean readyNow = isReady();
        if (readyNow != ready) {
            ready = readyNow;
            readySince = now;
        }
        List<Condition> conditions = new ArrayList<>(4);
        for (Condition condition : before.conditions()) {
            if (!isOurs(condition.type())) {
                conditions.add(condition);
            }
        }
        String why = ready ? "" : phase == Phase.SUCCEEDED ? "PodCompleted" : "ContainersNotReady";
        Condition readiness = condition("Ready", ready, why, readySince);
        conditions.add(condition("Initialized", initialized, "", initializedSince));
        conditions.add(condition("ContainersReady", ready, why, readySince));
        conditions.add(readiness);
        resize.ifPresent(conditions::add);
        return new PodStatus(
                phase, Optional.of(started), Optional.of(readiness), conditions, statuses(), before.nominatedNode());
    }

    private static boolean isOurs(String type) {
        return switch (type) {
            case "Ready", "ContainersReady", "Initialized", PENDING, IN_PROGRESS -> true;
            default -> false;
        };
    }

    private static Condition condition(String type, boolean holds, String reason, Instant since) {
        return new Condition(type, holds ? "True" : "False", reason, "", since);
    }

    private List<ContainerStatus> statuses() {
        List<ContainerStatus> statuses = new ArrayList<>(lines.size());
        for (Line line : lines) {
            statuses.add(new ContainerStatus(
                    line.name,
                    line.state,
                    line.reason,
                    line.ready,
                    line.restarts,
                    line.resources,
                    line.end,
                    line.lastEnd));
        }
        return statuses;
    }
}
