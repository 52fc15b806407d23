package dev.tidewright.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Lets something go wrong in a running `up`, at once. Each subcommand is one of a scenario's faults.
@Command(
        name = "fault",
        description = "Let something go wrong in a running `up`, at once. Lengths are virtual time: 5m, 1h30m.",
        subcommands = CommandLine.HelpCommand.class,
        mixinStandardHelpOptions = true)
final class FaultCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "The kubeconfig of `up` (default: tidewright.kubeconfig here, else $KUBECONFIG).")
    private @Nullable Path kubeconfig;

    private FaultCommand() {}

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static ObjectNode fault(String kind, String of) {
        return JsonNodeFactory.instance.objectNode().put(kind, of);
    }

    private int happens(ObjectNode fault) throws IOException {
        String done =
                ClusterAccess.read(Optional.ofNullable(kubeconfig)).ask("POST", "/tidewright/faults", fault.toString());
        spec.commandLine().getOut().println(done);
        spec.commandLine().getOut().flush();
        return Exit.OK;
    }

    @Command(
            name = "metrics-outage",
            aliases = "metric-outage",
            description = "The metrics APIs fail.",
            mixinStandardHelpOptions = true)
    int metricsOutage(
            @Parameters(paramLabel = "LENGTH") String length,
            @Option(
                            names = "--how",
                            defaultValue = "missing",
                            description = "missing, zero, frozen, not-found or one-pod (default: missing).")
                    String how,
            @Option(names = "--of", paramLabel = "WORKLOAD", description = "Whose metrics (default: everybody's).")
                    @Nullable
                    String workload)
            throws IOException {
        ObjectNode fault = fault("metricOutage", how).put("for", length);
        if (workload != null) {
            fault.put("of", workload);
        }
        return happens(fault);
    }

    @Command(name = "stock-out", description = "The cloud has no machines of a group.", mixinStandardHelpOptions = true)
    int stockOut(
            @Parameters(paramLabel = "GROUP") String group,
            @Parameters(paramLabel = "LENGTH") String length,
            @Option(names = "--silent", description = "Orders are taken and nothing comes.") boolean silent)
            throws IOException {
        return happens(fault("stockOut", group).put("for", length).put("silent", silent));
    }

    @Command(
            name = "spot-reclaim",
            description = "The cloud takes machines of a group back.",
            mixinStandardHelpOptions = true)
    int spotReclaim(
            @Parameters(paramLabel = "GROUP") String group,
            @Parameters(paramLabel = "SHARE", description = "e.g. 40%%") String share,
            @Option(names = "--notice", defaultValue = "2m") String notice,
            @Option(names = "--over", defaultValue = "0s", description = "The time over which the notices come.")
                    String over)
            throws IOException {
        return happens(fault("spotReclaim", group)
                .put("share", share)
                .put("notice", notice)
                .put("over", over));
    }

    @Command(
            name = "slow-database",
            description = "A database's queries take FACTOR times as long.",
            mixinStandardHelpOptions = true)
    int slowDatabase(
            @Parameters(paramLabel = "DATABASE") String database,
            @Parameters(paramLabel = "FACTOR") double factor,
            @Parameters(paramLabel = "LENGTH") String length)
            throws IOException {
        return happens(fault("slowDatabase", database).put("factor", factor).put("for", length));
    }

    @Command(name = "node-crash", description = "Machines of a group vanish.", mixinStandardHelpOptions = true)
    int nodeCrash(
            @Parameters(paramLabel = "GROUP") String group,
            @Parameters(paramLabel = "COUNT", arity = "0..1", defaultValue = "1") int count)
            throws IOException {
        return happens(fault("nodeCrash", group).put("count", count));
    }

    @Command(name = "cache-flush", description = "A cache loses its entries.", mixinStandardHelpOptions = true)
    int cacheFlush(@Parameters(paramLabel = "CACHE") String cache) throws IOException {
        return happens(fault("cacheFlush", cache));
    }

    @Command(
            name = "rollout",
            description = "A new version of a workload is rolled out.",
            mixinStandardHelpOptions = true)
    int rollout(@Parameters(paramLabel = "WORKLOAD") String workload, @Parameters(paramLabel = "IMAGE") String image)
            throws IOException {
        return happens(fault("rollout", workload).put("image", image));
    }

    @Command(
            name = "replicas-reset",
            description = "Somebody writes spec.replicas, as a Helm release or a GitOps controller does.",
            mixinStandardHelpOptions = true)
    int replicasReset(
            @Parameters(paramLabel = "WORKLOAD") String workload, @Parameters(paramLabel = "REPLICAS") int replicas)
            throws IOException {
        return happens(fault("replicasReset", workload).put("replicas", replicas));
    }
}
