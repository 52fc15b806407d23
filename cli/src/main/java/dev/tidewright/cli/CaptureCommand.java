package dev.tidewright.cli;

import dev.tidewright.kubernetes.api.ApiFailure;
import dev.tidewright.kubernetes.api.ApiServer;
import dev.tidewright.kubernetes.api.Connection;
import dev.tidewright.kubernetes.api.Fence;
import dev.tidewright.kubernetes.api.Retries;
import dev.tidewright.kubernetes.capture.Capture;
import dev.tidewright.kubernetes.capture.Draft;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// Writes down a namespace of a real cluster, so that a rehearsal starts from reality.
@Command(
        name = "capture",
        description = {
            "Write a namespace of a cluster down as a scenario to rehearse: manifests, machines, and a load under"
                    + " which pods use what they use now.",
            "Only reads; Secrets and ConfigMaps are not looked at. Exit code 2: the folder is in use; 3: the cluster "
                    + "cannot be read."
        },
        mixinStandardHelpOptions = true)
final class CaptureCommand implements Callable<Integer> {
    private static final String HEAD = """
        # Captured by tidewright. Machines and manifests are the cluster's. Not measured, and to be replaced by what you
        # know: the CPU time of a request, the price of a machine, how far a pool may grow. The traffic is that under
        # which, at this CPU time, pods use what they used at the capture (10/s where no metrics were served).
        """;

    @Spec
    private CommandSpec spec;

    @Option(names = "--from-cluster", description = "Read from the API server.")
    private boolean fromCluster;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "Default: KUBECONFIG, ~/.kube/config, in-cluster.")
    private @Nullable Path kubeconfig;

    @Option(names = "--context", paramLabel = "NAME", description = "A context of the kubeconfig.")
    private @Nullable String context;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            defaultValue = "default",
            description = "What to capture (default: ${DEFAULT-VALUE}).")
    private String namespace;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Takes the files; new or empty.")
    private Path out;

    private CaptureCommand() {}

    @Override
    public Integer call() throws IOException {
        if (!fromCluster) {
            throw new ParameterException(spec.commandLine(), "expected --from-cluster: what to capture");
        }
        if (Files.exists(out) && !isEmptyFolder()) {
            throw new ParameterException(spec.commandLine(), "--out: " + out + " is not an empty folder");
        }
        PrintWriter err = spec.commandLine().getErr();
        var config = Connection.find(Optional.ofNullable(kubeconfig), Optional.ofNullable(context));
        try (ApiServer api = new ApiServer(config, Retries.DEFAULT, Fence.OPEN, new SplittableRandom())) {
            Capture capture = Capture.of(api, namespace);
            if (capture.manifests().isEmpty()) {
                err.println("tidewright: nothing to rehearse in namespace " + namespace + " of " + api.address());
                return Exit.BAD_INPUT;
            }
            write(capture);
        } catch (ApiFailure e) {
            err.println("tidewright: " + e.getMessage());
            return Exit.NO_CLUSTER;
        }
        spec.commandLine().getOut().println("Rehearse it: tidewright rehearse " + out.resolve("scenario.yaml"));
        return Exit.OK;
    }

    private boolean isEmptyFolder() throws IOException {
        if (!Files.isDirectory(out)) {
            return false;
        }
        try (var files = Files.list(out)) {
            return files.findAny().isEmpty();
        }
    }

    /// One file a kind.
    private void write(Capture capture) throws IOException {
        Map<String, StringBuilder> files = new LinkedHashMap<>();
        for (JsonNode manifest : capture.manifests()) {
            String kind = manifest.path("kind").asString("").toLowerCase(Locale.ROOT);
            files.computeIfAbsent(kind, absent -> new StringBuilder())
                    .append("---\n")
                    .append(BlockYaml.of(manifest));
        }
        Path folder = Files.createDirectories(out.resolve("manifests"));
        for (var file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey() + ".yaml"), file.getValue());
        }
        Files.writeString(out.resolve("scenario.yaml"), HEAD + BlockYaml.of(Draft.of(capture)));
    }
}
