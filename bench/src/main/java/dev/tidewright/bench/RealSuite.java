package dev.tidewright.bench;

import dev.tidewright.testkit.plane.ControlPlane;
import dev.tidewright.testkit.plane.ControlPlane.Part;
import dev.tidewright.testkit.plane.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;

/// On a real API server, one after the other in one run: how long after a change of all metrics the last workload has
/// its
/// new scale, and how many requests a quiet period takes. `TIDEWRIGHT_BENCH_SIZES` names other numbers of autoscalers,
/// `TIDEWRIGHT_BENCH_CONTENDERS` some of the contenders.
final class RealSuite implements Suite {
    private static final int NODE_PODS = 100;
    private static final int PODS_MOST = 4;
    private static final Duration QUIET = Duration.ofSeconds(30);
    /// So that each autoscaler may scale again, and syncs at its own time.
    private static final Duration SETTLE = Duration.ofSeconds(25);

    @Override
    public String name() {
        return "real";
    }

    @Override
    public void run(Consumer<Result> results) throws IOException {
        if (!Programs.areThere()) {
            System.err.println("bench: real: " + Programs.MISSING);
            return;
        }
        String sizes = System.getenv().getOrDefault("TIDEWRIGHT_BENCH_SIZES", "500,2000");
        for (String size : sizes.split(",")) {
            run(Integer.parseInt(size.strip()), results);
        }
    }

    private static void run(int size, Consumer<Result> results) throws IOException {
        Path folder = Files.createTempDirectory("tidewright-bench");
        try (ControlPlane plane = ControlPlane.start(folder, EnumSet.allOf(Part.class))) {
            plane.nodes(size * PODS_MOST / NODE_PODS + 1);
            try (Fleet fleet = new Fleet(plane, size)) {
                fleet.create();
                String wanted = System.getenv().getOrDefault("TIDEWRIGHT_BENCH_CONTENDERS", "");
                for (Contender contender : contenders()) {
                    if (wanted.isEmpty() || List.of(wanted.split(",")).contains(contender.name())) {
                        measure(contender, plane, fleet, results);
                    }
                }
            }
        }
    }

    private static List<Contender> contenders() {
        return List.of(
                new Upstream("upstream", ControlPlane.Autoscaling.DEFAULT),
                new Upstream(
                        "upstream-unlimited-50-workers",
                        new ControlPlane.Autoscaling(Duration.ofSeconds(15), 50, 5_000)),
                new Tidewright());
    }

    private static void measure(Contender contender, ControlPlane plane, Fleet fleet, Consumer<Result> results)
            throws IOException {
        String note = fleet.size() + " autoscalers, 2 to 4 pods each, kube-apiserver 1.34.4 and kwok on the same cores";
        String name = "real/" + contender.name() + "/" + fleet.size();
        try (Contender.Running running = contender.start(plane)) {
            Fleet.waitFor(SETTLE);
            long before = running.requests();
            Fleet.waitFor(QUIET);
            long after = running.requests();
            results.accept(new Result(name + "/quiet", (after - before) * 1.0 / QUIET.toSeconds(), "requests/s", note));
            double up = fleet.scale(2_000, 4);
            results.accept(new Result(name + "/up", up, "s to the last scale", note));
            Fleet.waitFor(SETTLE);
            results.accept(
                    new Result(name + "/up-requests", running.requests() - after, "requests", "up, and 25 s after it"));
            double down = fleet.scale(1_000, 2);
            results.accept(new Result(name + "/down", down, "s to the last scale", note));
            Fleet.waitFor(SETTLE);
        }
    }
}
