package dev.tidewright.cli;

import dev.tidewright.simulator.scenario.Scenario;
import java.nio.file.Path;
import java.util.List;

/// What `up` says first: where the cluster is, and three commands to try.
final class Greeting {
    private Greeting() {}

    static String text(LiveCluster cluster, Scenario scenario, Path kubeconfig, double speed) {
        var text = new StringBuilder("%s is up at %s; a second here is %s there. Ctrl-C ends it.%n%n"
                .formatted(scenario.name(), cluster.address(), length(speed)));
        for (String line : List.of(
                "export KUBECONFIG=" + kubeconfig,
                "kubectl get hpa,pods -n " + cluster.namespace(),
                "kubectl get nodes -w")) {
            text.append("  ").append(line).append('\n');
        }
        text.append("\nWatch it in a browser, which will ask about the certificate that was made for this:\n\n  ")
                .append(cluster.dashboard())
                .append('\n');
        cluster.problems().forEach(problem -> text.append("\nnot stored: ").append(problem));
        return text.append('\n').toString();
    }

    private static String length(double speed) {
        if (speed == 60) {
            return "a minute";
        }
        return speed == Math.rint(speed) ? "%.0f s".formatted(speed) : speed + " s";
    }
}
