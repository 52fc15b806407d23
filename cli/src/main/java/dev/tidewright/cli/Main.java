package dev.tidewright.cli;

import dev.tidewright.cluster.documents.BadInput;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/// `tidewright`: one autoscaling control plane for an application on Kubernetes.
@Command(
        name = "tidewright",
        description = "One autoscaling control plane for an application on Kubernetes: pods, nodes, databases, caches.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {
            RehearseCommand.class,
            RunCommand.class,
            CaptureCommand.class,
            UpCommand.class,
            ExplainCommand.class,
            TrafficCommand.class,
            FaultCommand.class,
            ConformanceCommand.class,
            MonitoringCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {"", "Start with: tidewright rehearse examples/clipper/flash-crowd.yaml"})
public final class Main implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private Main() {}

    /// @param args as typed
    public static void main(String[] args) {
        LogLines.off();
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setExecutionExceptionHandler((e, command, parsed) -> explain(e, command.getErr()))
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    private static int explain(Exception e, PrintWriter err) {
        if (e instanceof BadInput bad) {
            bad.lines().forEach(err::println);
            return Exit.BAD_INPUT;
        }
        err.println("tidewright: this is a fault of Tidewright, please report it with what follows");
        e.printStackTrace(err);
        return Exit.FAULT;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /// The version that the jar was built as.
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"tidewright " + (version == null ? "(unpackaged)" : version)};
        }
    }
}
