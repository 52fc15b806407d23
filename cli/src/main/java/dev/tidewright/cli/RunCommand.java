package dev.tidewright.cli;

import dev.tidewright.cluster.documents.BadInput;
import dev.tidewright.cluster.documents.Place;
import dev.tidewright.control.pods.PodScalingFlags;
import dev.tidewright.kubernetes.api.ApiFailure;
import dev.tidewright.kubernetes.api.Connection;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Runs the control loops on a real cluster.
@Command(
        name = "run",
        description = {
            "Run the control loops on a real cluster, until interrupted.",
            "In mode advise (the default) the cluster's own controllers act; Tidewright decides beside them, logs and "
                    + "journals what it would do, and writes nothing. In mode own it acts, but for autoscalers that "
                    + "another controller writes."
        },
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--mode", defaultValue = "advise", description = "advise or own (default: advise).")
    private LiveSettings.Mode mode;

    @Option(
            names = "--take-over",
            description = "In mode own, begin at once where another controller wrote a moment ago: it is switched off.")
    private boolean takesOver;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "Default: KUBECONFIG, ~/.kube/config, in-cluster.")
    private @Nullable Path kubeconfig;

    @Option(names = "--context", paramLabel = "NAME", description = "A context of the kubeconfig.")
    private @Nullable String context;

    @Option(names = "--namespace", paramLabel = "NAME", description = "Look here only; may be repeated.")
    private List<String> namespaces = List.of();

    @Option(
            names = "--pods",
            paramLabel = "FLAG=VALUE",
            description = "A flag of the pods loop by kube-controller-manager's name, e.g. "
                    + "horizontal-pod-autoscaler-sync-period=15s; may be repeated.")
    private Map<String, String> pods = new LinkedHashMap<>();

    @Option(names = "--journal", paramLabel = "FILE", description = "Write every decision there, one a line.")
    private @Nullable Path journal;

    @Option(
            names = "--lease",
            paramLabel = "NAMESPACE/NAME",
            defaultValue = "kube-system/tidewright",
            description = "In mode own, the Lease of the one that leads; none: this process is alone.")
    private String lease;

    @Option(
            names = "--listen",
            paramLabel = "[HOST:]PORT",
            defaultValue = "0",
            description = "Where /livez, /readyz and /metrics are served (default: any free port, loopback only).")
    private String listen;

    @Option(names = "--verbose", description = "Log held decisions and watches too.")
    private boolean verbose;

    private RunCommand() {}

    @Override
    public Integer call() throws IOException {
        LogLines.on(verbose);
        PrintWriter err = spec.commandLine().getErr();
        try (Interruption interruption = Interruption.watch()) {
            Config config = Connection.find(Optional.ofNullable(kubeconfig), Optional.ofNullable(context));
            try (LiveControl control = new LiveControl(config, settings(), new SplittableRandom());
                    StatusServer status = StatusServer.start(listen, control)) {
                control.start();
                err.println("tidewright: running in mode " + word() + "; metrics on port " + status.port());
                interruption.await();
            }
            return Exit.OK;
        } catch (ApiFailure e) {
            err.println("tidewright: " + e.getMessage());
            return Exit.NO_CLUSTER;
        }
    }

    private String word() {
        return switch (mode) {
            case ADVISE -> "advise (nothing is written)";
            case OWN -> "own";
        };
    }

    private LiveSettings settings() throws IOException {
        boolean alone = mode == LiveSettings.Mode.ADVISE || lease.equals("none");
        if (!alone && lease.indexOf('/') < 1) {
            throw wrong("--lease", "expected NAMESPACE/NAME or none: " + lease);
        }
        String identity =
                InetAddress.getLocalHost().getHostName() + "_" + Long.toHexString(new SplittableRandom().nextLong());
        return new LiveSettings(
                mode,
                takesOver,
                namespaces,
                flags(),
                Optional.ofNullable(journal),
                alone ? Optional.empty() : Optional.of(lease),
                identity);
    }

    private PodScalingFlags flags() {
        try {
            return PodScalingFlags.parse(new TreeMap<>(pods));
        } catch (IllegalArgumentException e) {
            throw wrong("--pods", String.valueOf(e.getMessage()));
        }
    }

    private static BadInput wrong(String option, String expected) {
        return new BadInput(new Place("command line", 0), option, expected);
    }
}
