package dev.tidewright.cli;

import dev.tidewright.insight.monitoring.Alerts;
import dev.tidewright.insight.monitoring.Dashboard;
import dev.tidewright.insight.monitoring.Dashboards;
import dev.tidewright.insight.monitoring.RulesFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Writes what Prometheus and Grafana need to watch autoscaling.
@Command(
        name = "monitoring",
        description = "Write alert rules for Prometheus and dashboards for Grafana.",
        mixinStandardHelpOptions = true)
final class MonitoringCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "monitoring",
            description = "Takes the files; made where it is missing (default: ${DEFAULT-VALUE}).")
    private Path out;

    private MonitoringCommand() {}

    @Override
    public Integer call() throws IOException {
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw new ParameterException(spec.commandLine(), "--out: " + out + " is not a folder");
        }
        Files.createDirectories(out);
        write("alert-rules.yaml", RulesFile.of(Alerts.all()));
        for (Dashboard dashboard : Dashboards.all()) {
            write(dashboard.uid() + ".json", dashboard.json());
        }
        return Exit.OK;
    }

    private void write(String name, String text) throws IOException {
        PrintWriter told = spec.commandLine().getOut();
        Path file = out.resolve(name);
        Files.writeString(file, text);
        told.println("Wrote " + file);
    }
}
