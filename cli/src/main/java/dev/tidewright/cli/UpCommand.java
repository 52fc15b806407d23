package dev.tidewright.cli;

import dev.tidewright.cluster.documents.BadInput;
import dev.tidewright.cluster.documents.Place;
import dev.tidewright.simulator.scenario.Release;
import dev.tidewright.simulator.scenario.Scenario;
import dev.tidewright.simulator.scenario.reader.Scenarios;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Starts a virtual cluster that real kubectl and helm can drive.
@Command(
        name = "up",
        description = {
            "Start a virtual cluster behind a Kubernetes API on this machine, with its pods, nodes, traffic and autoscaling.",
            "Writes a kubeconfig of its own and runs until Ctrl-C. Drive it with kubectl, helm or any other client."
        },
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    private static final double FASTEST = 10_000;
    private static final int HIGHEST_PORT = 65_535;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SCENARIO",
            arity = "0..1",
            description = "A scenario file or a folder of manifests (default: the Clipper example's ordinary day).")
    private @Nullable String source;

    @Option(
            names = "--speed",
            defaultValue = "60",
            paramLabel = "N",
            description = "Seconds of virtual time in a second (default: 60).")
    private double speed;

    @Option(names = "--port", defaultValue = "0", description = "Port to listen on (default: one that is free).")
    private int port;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            defaultValue = "tidewright.kubeconfig",
            description = "Where to write the kubeconfig (default: tidewright.kubeconfig in this folder).")
    private Path kubeconfig;

    @Option(names = "--seed", defaultValue = "1", description = "Same seed, same world (default: 1).")
    private long seed;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            description = "Stop by itself after so much virtual time, e.g. 2h (default: run until Ctrl-C).")
    private @Nullable String length;

    private UpCommand() {}

    @Override
    public Integer call() throws IOException {
        if (!(speed > 0 && speed <= FASTEST)) {
            throw new BadInput(new Place("command line", 0), "--speed", "expected above 0 and at most 10000: " + speed);
        }
        if (port < 0 || port > HIGHEST_PORT) {
            throw new BadInput(new Place("command line", 0), "--port", "expected 0 to 65535: " + port);
        }
        Optional<Duration> most = Optional.ofNullable(length).map(RehearseCommand::length);
        String named = source == null ? DefaultScenario.source() : source;
        var scenarios = new Scenarios(RehearseCommand::standardInput);
        Scenario scenario = scenarios.read(named, Optional.empty());
        var out = spec.commandLine().getOut();
        try (Interruption interruption = Interruption.watch();
                LiveCluster cluster = start(scenario, scenarios.release(named))) {
            Path written = Kubeconfig.write(cluster, kubeconfig);
            out.print(Greeting.text(cluster, scenario, written, speed));
            out.flush();
            new LiveLine(cluster, spec.commandLine().getErr()).showUntil(interruption, most);
            Kubeconfig.remove(written);
            return cluster.failure().isPresent() ? Exit.FAULT : Exit.OK;
        }
    }

    private LiveCluster start(Scenario scenario, Optional<Release> release) throws IOException {
        try {
            return LiveCluster.start(scenario, release, seed, speed, port);
        } catch (IOException e) {
            if (!(e.getCause() instanceof BindException)) {
                throw e;
            }
            String words = port + " is taken by another program; expected one that is free, or 0";
            throw new BadInput(new Place("command line", 0), "--port", words);
        }
    }
}
