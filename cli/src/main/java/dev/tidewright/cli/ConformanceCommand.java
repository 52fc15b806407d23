package dev.tidewright.cli;

import dev.tidewright.conformance.ConformanceRun;
import dev.tidewright.conformance.Players;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Runs upstream's recorded answers against our decisions.
@Command(
        name = "conformance",
        description = "Play recorded answers of Kubernetes' own controllers; print each one that we answer otherwise.",
        mixinStandardHelpOptions = true)
final class ConformanceCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "A folder with *.json or *.json.gz case files, or one such file.")
    private Path root;

    private ConformanceCommand() {}

    @Override
    public Integer call() throws IOException {
        if (!root.toFile().exists()) {
            throw new ParameterException(spec.commandLine(), root + ": no such file or folder");
        }
        PrintWriter out = spec.commandLine().getOut();
        ConformanceRun.Result result = new ConformanceRun(Players.all(), out).play(root);
        out.println(result);
        return result.failed() == 0 ? Exit.OK : Exit.MISSED;
    }
}
