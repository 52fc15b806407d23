package dev.tidewright.bench;

import dev.tidewright.cli.Rehearsal;
import dev.tidewright.simulator.scenario.Scenario;
import dev.tidewright.simulator.scenario.reader.Scenarios;
import java.util.Optional;
import java.util.function.Consumer;

/// Whole rehearsals: a week of the Clipper example, and an hour of 1,000 nodes, 30,000 pods and 500 autoscalers.
final class RehearsalSuite implements Suite {
    @Override
    public String name() {
        return "rehearsal";
    }

    @Override
    public void run(Consumer<Result> results) {
        play("week", "examples/clipper/week.yaml", 2, results);
        play("large", "examples/large/large.yaml", 1, results);
    }

    /// The last round counts; those before it let the compiler see the code.
    private static void play(String name, String file, int rounds, Consumer<Result> results) {
        Scenario scenario = new Scenarios(() -> "").read(file, Optional.empty());
        double seconds = 0;
        for (int round = 0; round < rounds; round++) {
            long began = System.nanoTime();
            new Rehearsal(scenario, 1).play();
            seconds = (System.nanoTime() - began) / 1e9;
        }
        double speed = scenario.length().toMillis() / 1e3 / seconds;
        results.accept(new Result("rehearsal/" + name, speed, "x real time", "%.1f s of wall time".formatted(seconds)));
        Runtime runtime = Runtime.getRuntime();
        double used = (runtime.totalMemory() - runtime.freeMemory()) / (double) (1 << 20);
        results.accept(new Result("rehearsal/" + name + "/heap", used, "MiB", "used at the end, -Xmx2g"));
    }
}
