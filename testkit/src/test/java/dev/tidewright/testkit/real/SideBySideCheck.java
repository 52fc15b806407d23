package dev.tidewright.testkit.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidewright.cli.LiveControl;
import dev.tidewright.cli.LiveSettings;
import dev.tidewright.control.pods.PodScalingFlags;
import dev.tidewright.kubernetes.api.Connection;
import dev.tidewright.testkit.plane.ControlPlane.Autoscaling;
import dev.tidewright.testkit.plane.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kubernetes' own autoscaling controller and Tidewright get the same load on twin clusters: the counts that
/// each workload passes through are the same.
///
/// Not part of `bin/test`: it takes four minutes and compares by the wall's clock, so that a step which one side takes
/// just
/// before a change of the load, and the other just after it, counts as a difference. Run it by
/// `bin/test -pl testkit -am -Dtest=SideBySideCheck -Dsurefire.failIfNoSpecifiedTests=false`.
class SideBySideCheck {
    private static final Duration PERIOD = Duration.ofSeconds(10);
    private static final Duration CALM = Duration.ofSeconds(25);
    private static final Duration RISE = Duration.ofSeconds(75);
    private static final Duration FALL = Duration.ofSeconds(75);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void bothTakeEveryWorkloadThroughTheSameCounts() throws IOException {
        assumeTrue(Programs.areThere(), Programs.MISSING);
        try (TwinWorld theirs = new TwinWorld(folder.resolve("theirs"), TwinWorkload.all());
                TwinWorld ours = new TwinWorld(folder.resolve("ours"), TwinWorkload.all())) {
            theirs.plane().startAutoscaling(new Autoscaling(PERIOD, 5, 100));
            try (LiveControl control = control(ours)) {
                control.start();
                Waiting.pass(CALM);
                scale(theirs, ours, 3_000);
                Waiting.pass(RISE);
                scale(theirs, ours, 400);
                Waiting.pass(FALL);
                Waiting.until("the same counts", PATIENCE, () -> ours.counts().equals(theirs.counts()));
            } catch (AssertionError e) {
                assertThat(ours.counts()).isEqualTo(theirs.counts()); // says where they differ
                throw e;
            }
            assertThat(changes(theirs.counts()))
                    .as("a load that moves most of them")
                    .isGreaterThan(20);
        }
    }

    private static void scale(TwinWorld one, TwinWorld other, int permille) {
        one.plane().metrics().scale(permille);
        other.plane().metrics().scale(permille);
        for (TwinWorkload workload : TwinWorkload.all()) {
            long requests = workload.requests() * permille / 1_000;
            one.plane().metrics().custom("default", workload.name(), "http_requests_per_second", requests);
            other.plane().metrics().custom("default", workload.name(), "http_requests_per_second", requests);
        }
    }

    private static int changes(SortedMap<String, List<Integer>> counts) {
        return counts.values().stream().mapToInt(series -> series.size() - 1).sum();
    }

    private static LiveControl control(TwinWorld world) throws IOException {
        var flags = new TreeMap<String, String>();
        flags.put("horizontal-pod-autoscaler-sync-period", PERIOD.toSeconds() + "s");
        return new LiveControl(
                Connection.find(Optional.of(world.plane().kubeconfig("admin")), Optional.empty()),
                new LiveSettings(
                        LiveSettings.Mode.OWN,
                        false,
                        List.of(),
                        PodScalingFlags.parse(flags),
                        Optional.empty(),
                        Optional.empty(),
                        "twin"),
                new SplittableRandom(1));
    }
}
