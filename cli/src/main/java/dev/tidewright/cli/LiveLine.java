package dev.tidewright.cli;

import dev.tidewright.core.objects.Node;
import dev.tidewright.core.objects.Pod;
import dev.tidewright.core.objects.PodStatus.Phase;
import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Shows how the cluster is: one line that is written over on a terminal, one line a minute elsewhere.
final class LiveLine {
    private static final Duration LOOK = Duration.ofMillis(250);

    private final boolean terminal =
            Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    private final Duration pause = terminal ? Duration.ofSeconds(1) : Duration.ofMinutes(1);
    private final LiveCluster cluster;
    private final PrintWriter err;

    LiveLine(LiveCluster cluster, PrintWriter err) {
        this.cluster = cluster;
        this.err = err;
    }

    /// Returns once Ctrl-C was pressed or the world ended by itself.
    ///
    /// @param most how much virtual time to show at the most; empty for no end
    void showUntil(Interruption interruption, Optional<Duration> most) {
        Instant end = most.map(cluster.virtualNow()::plus).orElse(Instant.MAX);
        long next = System.nanoTime();
        while (!interruption.asked()
                && cluster.failure().isEmpty()
                && cluster.virtualNow().isBefore(end)) {
            if (System.nanoTime() >= next) {
                next = System.nanoTime() + pause.toNanos();
                String text = line();
                err.print(terminal ? "\r\033[K" + text : text + System.lineSeparator());
                err.flush();
            }
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        cluster.failure().ifPresent(cause -> {
            err.println();
            err.println("tidewright: the world stopped; this is a fault of Tidewright, please report it:");
            cause.printStackTrace(err);
        });
        err.println();
        err.flush();
    }

    private record Counts(Instant now, long nodes, long ready, long pods, long running, long pending) {}

    private String line() {
        Counts counts = cluster.thread().ask(this::count);
        return "%s  nodes %d/%d ready  pods %d (%d running, %d pending)"
                .formatted(
                        counts.now().truncatedTo(ChronoUnit.SECONDS),
                        counts.ready(),
                        counts.nodes(),
                        counts.pods(),
                        counts.running(),
                        counts.pending());
    }

    private Counts count() {
        var nodes = cluster.world().store().list(Node.class);
        var pods = cluster.world().store().list(Pod.class);
        long running = 0;
        long pending = 0;
        for (Pod pod : pods) {
            running += pod.status().phase() == Phase.RUNNING ? 1 : 0;
            pending += pod.status().phase() == Phase.PENDING ? 1 : 0;
        }
        long ready = nodes.stream().filter(Node::isReady).count();
        return new Counts(cluster.world().now(), nodes.size(), ready, pods.size(), running, pending);
    }
}
