package dev.tidewright.cli;

import dev.tidewright.cluster.documents.BadInput;
import dev.tidewright.cluster.documents.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

/// Steers the traffic of a running `up`.
@Command(
        name = "traffic",
        description = "Steer the traffic of a running `up`: more or less than its scenario has.",
        subcommands = CommandLine.HelpCommand.class,
        mixinStandardHelpOptions = true)
final class TrafficCommand implements Runnable {
    private static final Pattern RATE = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(rps|/s|/min|/h)?");

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "The kubeconfig of `up` (default: tidewright.kubeconfig here, else $KUBECONFIG).")
    private @Nullable Path kubeconfig;

    private TrafficCommand() {}

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "set",
            description = "Requests come in at a steady rate, until `traffic reset`.",
            mixinStandardHelpOptions = true)
    int set(
            @Parameters(paramLabel = "RATE", description = "5000rps, 5000/s, 90/min or 10/h.") String rate,
            @Option(
                            names = "--service",
                            paramLabel = "NAME",
                            description = "Where they come in (default: where the scenario's do).")
                    @Nullable
                    String service)
            throws IOException {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("perSecond", perSecond(rate));
        if (service != null) {
            body.put("service", service);
        }
        return say("PUT", body.toString());
    }

    @Command(
            name = "reset",
            description = "Requests come as the scenario has them again.",
            mixinStandardHelpOptions = true)
    int reset() throws IOException {
        return say("DELETE", "");
    }

    private int say(String method, String body) throws IOException {
        String done = ClusterAccess.read(Optional.ofNullable(kubeconfig)).ask(method, "/tidewright/traffic", body);
        spec.commandLine().getOut().println(done);
        spec.commandLine().getOut().flush();
        return Exit.OK;
    }

    static double perSecond(String rate) {
        Matcher parts = RATE.matcher(rate.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            throw new BadInput(
                    new Place("command line", 0),
                    "RATE",
                    "expected 5000rps, 5000/s, 90/min or 10/h, found '" + rate + "'");
        }
        double number = Double.parseDouble(parts.group(1));
        String unit = parts.group(2);
        if (unit == null) {
            return number;
        }
        return switch (unit) {
            case "/min" -> number / 60;
            case "/h" -> number / 3_600;
            default -> number;
        };
    }
}
