package dev.tidewright.simulator.kubelet;

import static dev.tidewright.core.explain.Explanation.because;

import dev.tidewright.cluster.Change;
import dev.tidewright.core.explain.Explanation;
import dev.tidewright.core.objects.Container;
import dev.tidewright.core.objects.ObjectKey;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodSpec;
import dev.tidewright.core.objects.PodStatus.Phase;
import dev.tidewright.simulator.process.PodProcess;
import dev.tidewright.simulator.time.Seconds;
import dev.tidewright.simulator.time.Ticket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// One pod's life on its node, from being taken on to being gone. Holds at most two events of its own on the timeline,
/// one of its life and one of a resize, besides one a probe.
///
/// A pod is one process: its end is reported of the first container, a failed probe of the container that owns it, and
/// a restart begins the whole process anew.
final class PodWorker {
    /// From the last image to the first container: the sandbox, its network and the mounts. Not promised upstream; the
    /// kubelet's own `RunPodSandbox` histogram shows a few hundred milliseconds on the usual runtimes.
    static final Duration SANDBOX = Duration.ofMillis(500);

    /// From a resize that was granted until the runtime has carried it out: a sync of the kubelet and a call to the
    /// runtime. Not promised upstream.
    static final Duration RESIZE = Duration.ofSeconds(1);

    /// Until a resize that could not be carried out is tried again. Source: kubelet's `syncFrequency`.
    static final Duration RESIZE_AGAIN = Duration.ofMinutes(1);

    private final KubeletWorld world;
    private final Pod pod;
    private Pod latest;
    private final ObjectKey key;
    private final PodReport report;
    private final long takenOnNanos;
    private final RestartBackOff backOff = new RestartBackOff();
    private final Consumer<PodWorker> whenGone;

    private Stage stage = Stage.STARTING;
    private Optional<ProcessRun> running = Optional.empty();
    private Optional<Ticket> next = Optional.empty();
    private Optional<Ticket> resizing = Optional.empty();
    /// The pod with the resources that it was given; those that it has follow.
    private Pod given;

    private PodSpec actual;
    private long stageNanos;

    /// Where the pod is in its life.
    enum Stage {
        /// Images, sandbox, init containers; or waiting to be restarted.
        STARTING,
        RUNNING,
        /// SIGTERM was sent and SIGKILL will follow, because the pod is deleted.
        TERMINATING,
        /// SIGTERM was sent and SIGKILL will follow, because a probe failed for good.
        RESTARTING,
        /// Nothing runs and nothing will.
        OVER
    }

    /// @param whenGone told once, when the pod has ended after its deletion
    PodWorker(KubeletWorld world, Pod pod, Consumer<PodWorker> whenGone) {
        this.world = world;
        this.pod = pod;
        this.latest = pod;
        this.given = pod;
        this.actual = pod.spec();
        this.key = pod.key();
        this.whenGone = whenGone;
        this.takenOnNanos = world.timeline().nanos();
        this.stageNanos = takenOnNanos;
        this.report = new PodReport(pod.spec(), world.timeline().instant());
    }

    ObjectKey key() {
        return key;
    }

    String uid() {
        return pod.meta().uid();
    }

    /// Begins: images first.
    void takeOn(ImageCache.Pull pull) {
        publish();
        plan(pull.endNanos(), () -> pulled(pull));
    }

    private void pulled(ImageCache.Pull pull) {
        if (!pull.images().isEmpty()) {
            world.tell(
                    key,
                    "pull",
                    because("the node did not have the image")
                            .given("image", String.join(" ", pull.images()))
                            .given("node", pod.node().orElse(""))
                            .given("seconds", Seconds.of(pull.endNanos() - pull.startNanos()))
                            .given("waited", Seconds.of(pull.startNanos() - takenOnNanos)));
            String images = String.join("\", \"", pull.images());
            String length = Seconds.of(pull.endNanos() - pull.startNanos());
            emit("Normal", "Pulled", "Successfully pulled image \"%s\" in %ss".formatted(images, length));
        }
        stageNanos = world.timeline().nanos();
        plan(stageNanos + SANDBOX.toNanos(), () -> initialize(0));
    }

    private void initialize(int from) {
        List<Container> inits = pod.spec().initContainers();
        int at = from;
        while (at < inits.size() && inits.get(at).restartsAlways()) {
            report.initDone(at++, false);
        }
        if (at == inits.size()) {
            report.initialized(world.timeline().instant());
            start();
            return;
        }
        int init = at;
        report.initRuns(init);
        publish();
        Duration length = world.processes().initRun(pod, inits.get(init));
        plan(world.timeline().nanos() + length.toNanos(), () -> {
            report.initDone(init, true);
            initialize(init + 1);
        });
    }

    private void start() {
        world.tell(
                key,
                "start",
                because("its containers run")
                        .given("node", pod.node().orElse(""))
                        .given("seconds", Seconds.of(world.timeline().nanos() - stageNanos)));
        run();
    }

    /// Starts the process and its probes.
    private void run() {
        next = Optional.empty();
        stage = Stage.RUNNING;
        stageNanos = world.timeline().nanos();
        report.allRun(world.timeline().instant());
        begins();
        emitOfEach("Started", "Started container ");
        ProcessRun begun = new ProcessRun(world, given, takenOnNanos, new Hearing());
        running = Optional.of(begun);
        begun.begin();
        publish();
    }

    /// The pod was deleted: SIGTERM now, SIGKILL once the grace is over.
    void terminate(Duration grace) {
        if (stage == Stage.TERMINATING) {
            return;
        }
        cancel();
        long askedNanos = world.timeline().nanos();
        if (running.isEmpty()) {
            gone("it had not started", askedNanos);
            return;
        }
        stage = Stage.TERMINATING;
        stageNanos = askedNanos;
        emitOfEach("Killing", "Stopping container ");
        ProcessRun ending = running.get();
        plan(askedNanos + grace.toNanos(), () -> {
            ending.kill();
            running = Optional.empty();
            gone("killed: its grace was over", askedNanos);
        });
        ending.askToEnd();
    }

    private void gone(String rule, long askedNanos) {
        cancel();
        stage = Stage.OVER;
        world.tell(
                key,
                "terminate",
                because(rule).given("seconds", Seconds.of(world.timeline().nanos() - askedNanos)));
        whenGone.accept(this);
    }

    /// The pod was taken away by force, or its machine is gone: nothing is said any more.
    void drop() {
        cancel();
        running.ifPresent(ProcessRun::kill);
        running = Optional.empty();
        stage = Stage.OVER;
    }

    /// The node shuts down in order: a pod that was deleted is gone with it, any other is reported as failed.
    void shutDown() {
        Stage before = stage;
        drop();
        switch (before) {
            case TERMINATING -> gone("its node shut down", stageNanos);
            case STARTING, RUNNING, RESTARTING -> {
                report.over(Phase.FAILED, "NodeShutdown");
                publish();
            }
            case OVER -> {}
        }
    }

    /// Tells `each` of the pod, if its containers run.
    void ifRunning(BiConsumer<Pod, PodProcess> each) {
        if (running.isPresent()) {
            each.accept(latest, running.get().process());
        }
    }

    /// The pod as it is stored now.
    void note(Pod now) {
        latest = now;
    }

    private void exited(int container, String reason) {
        running = Optional.empty();
        cancel();
        switch (stage) {
            case TERMINATING -> gone("its process ended", stageNanos);
            case RUNNING, RESTARTING -> ended(container, reason);
            case STARTING, OVER -> throw new IllegalStateException(key + " ended while nothing ran");
        }
    }

    private void ended(int container, String reason) {
        report.ended(container, reason, world.timeline().instant());
        if (reason.equals("OOMKilled")) {
            world.tell(key, "oom", ran("its memory reached the limit", container));
        }
        boolean completed = reason.equals("Completed");
        if (pod.spec().restartPolicy().equals("Always")
                || (pod.spec().restartPolicy().equals("OnFailure") && !completed)) {
            restartLater(container, reason);
        } else {
            stage = Stage.OVER;
            report.over(completed ? Phase.SUCCEEDED : Phase.FAILED, reason);
            world.tell(key, completed ? "complete" : "fail", ran("it is not to restart", container));
            publish();
        }
    }

    private Explanation ran(String rule, int container) {
        return because(rule)
                .given("container", pod.spec().containers().get(container).name())
                .given("ran", Seconds.of(world.timeline().nanos() - stageNanos));
    }

    private void restartLater(int container, String reason) {
        stage = Stage.STARTING;
        long nowNanos = world.timeline().nanos();
        long atNanos = backOff.restartAt(nowNanos);
        publish();
        if (atNanos > nowNanos) {
            report.waits(container, "CrashLoopBackOff");
            publish();
            emit("Warning", "BackOff", "Back-off restarting failed container");
        }
        plan(atNanos, () -> restart(container, reason, atNanos - nowNanos));
    }

    private void restart(int container, String reason, long waitedNanos) {
        report.restarts(container);
        world.tell(
                key,
                "restart",
                because("a container that ends is started again")
                        .given(
                                "container",
                                pod.spec().containers().get(container).name())
                        .given("ended", reason)
                        .given("seconds", Seconds.of(waitedNanos))
                        .given("restarts", report.restartsOf(container)));
        run();
    }

    /// A probe gave the container up: it gets SIGTERM, its grace and SIGKILL, and is started again.
    private void unhealthy(int container, String probe) {
        if (stage != Stage.RUNNING || running.isEmpty()) {
            return;
        }
        world.tell(key, "unhealthy", ran("its " + probe + " probe failed", container));
        emit("Warning", "Unhealthy", capitalised(probe) + " probe failed");
        end(running.get(), container);
    }

    /// SIGTERM, its grace and SIGKILL; then it is started again.
    private void end(ProcessRun ending, int container) {
        stage = Stage.RESTARTING;
        ending.endsAs(container);
        long graceNanos = pod.spec().terminationGrace().toNanos();
        plan(world.timeline().nanos() + graceNanos, () -> {
            ending.kill();
            exited(container, "Error");
        });
        ending.askToEnd();
    }

    // Resizing in place (KEP-1287)

    /// What the kubelet gave it, whether it has it already or not.
    PodSpec given() {
        return given.spec();
    }

    boolean isOver() {
        return stage == Stage.OVER;
    }

    /// The pod as stored asks for `wanted`.
    ///
    /// @return whether it waits for room
    boolean resize(Pod wanted, NodeRoom room) {
        if (stage == Stage.OVER || stage == Stage.TERMINATING) {
            return false;
        }
        return switch (room) {
            case NodeRoom.Enough enough -> {
                give(wanted);
                yield false;
            }
            case NodeRoom.TooLittle little -> {
                waitsForRoom("Deferred", little.message());
                yield true;
            }
            case NodeRoom.TooSmall small -> {
                waitsForRoom("Infeasible", small.message());
                yield false;
            }
        };
    }

    private void waitsForRoom(String reason, String message) {
        report.resizes(PodReport.PENDING, reason, message, world.timeline().instant());
        world.tell(key, "resize-waits", because(message).given("reason", reason));
        emit("Warning", "Resize" + reason, message);
        publish();
    }

    private void give(Pod wanted) {
        given = wanted;
        report.resized();
        if (stage == Stage.RUNNING && !new PodResize(actual, given.spec()).isNothing()) {
            report.resizes(PodReport.IN_PROGRESS, "", "", world.timeline().instant());
            carryOutAfter(RESIZE);
        }
        publish();
    }

    private void carryOutAfter(Duration delay) {
        resizing.ifPresent(world.timeline()::cancel);
        resizing = Optional.of(world.timeline().after(delay, this::carryOut));
    }

    private void carryOut() {
        resizing = Optional.empty();
        if (stage != Stage.RUNNING || running.isEmpty()) {
            return; // the next run begins with what was given
        }
        var change = new PodResize(actual, given.spec());
        ProcessRun run = running.get();
        Optional<String> obstacle = change.obstacle(run.process());
        if (obstacle.isPresent()) {
            report.resizes(
                    PodReport.IN_PROGRESS,
                    "Error",
                    obstacle.get(),
                    world.timeline().instant());
            emit("Warning", "ResizeError", obstacle.get());
            publish();
            carryOutAfter(RESIZE_AGAIN);
            return;
        }
        carriedOut(change);
        Optional<Integer> restart = change.restarts();
        if (restart.isPresent()) {
            end(run, restart.get());
        } else {
            run.process().resized(given);
        }
        publish();
    }

    /// A run that begins has what its pod was given.
    private void begins() {
        var change = new PodResize(actual, given.spec());
        if (!change.isNothing()) {
            carriedOut(change);
        }
    }

    private void carriedOut(PodResize change) {
        actual = given.spec();
        report.resized();
        report.has(PodResize.resources(actual));
        world.tell(key, "resize", because("its containers have other resources").given("change", change));
        emit("Normal", "ResizeCompleted", "Pod resize completed: " + change);
    }

    private void emit(String type, String reason, String message) {
        world.store().apply(new Change.Emit(key, type, reason, message));
    }

    private void emitOfEach(String reason, String message) {
        for (Container container : pod.spec().containers()) {
            emit("Normal", reason, message + container.name());
        }
    }

    private static String capitalised(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private void readinessTurned(int container, boolean now) {
        boolean before = report.isReady();
        report.ready(container, now);
        if (!before && report.isReady()) {
            world.tell(
                    key,
                    "ready",
                    because("all its containers are ready")
                            .given("seconds", Seconds.of(world.timeline().nanos() - stageNanos)));
        } else if (before && !report.isReady()) {
            world.tell(key, "unready", ran("its readiness probe failed", container));
            emit("Warning", "Unhealthy", "Readiness probe failed");
        }
        publish();
    }

    private Optional<Pod> current() {
        return world.store().get(key, Pod.class).filter(now -> now.meta().uid().equals(uid()));
    }

    private void publish() {
        current().ifPresent(now -> {
            var status = report.status(now.status(), world.timeline().instant());
            world.store().apply(new Change.ReplaceStatus(now.with(status)));
        });
    }

    private void plan(long atNanos, Runnable event) {
        next = Optional.of(world.timeline().at(atNanos, event));
    }

    private void cancel() {
        next.ifPresent(world.timeline()::cancel);
        next = Optional.empty();
        resizing.ifPresent(world.timeline()::cancel);
        resizing = Optional.empty();
    }

    /// What the running process and its probes tell.
    private final class Hearing implements ProcessRun.Listener {
        @Override
        public void ready(int container, boolean now) {
            readinessTurned(container, now);
        }

        @Override
        public void unhealthy(int container, String probe) {
            PodWorker.this.unhealthy(container, probe);
        }

        @Override
        public void exited(int container, String reason) {
            PodWorker.this.exited(container, reason);
        }
    }
}
